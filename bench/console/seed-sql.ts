/** Statements that multiply what was lived. Whatever is chosen follows from the row's number. */

/** An even number below `below` that has nothing to do with that of another `salt`. */
const drawn = (below: number | string, salt: number): string =>
  `(abs(hashint8(n * 37 + ${salt})::bigint) % ${below})::int`;
const one = (list: string, salt: number): string => `(${list})[1 + ${drawn(`cardinality(${list})`, salt)}]`;
const list = (name: string): string => `array(select jsonb_array_elements_text($1::jsonb -> '${name}'))`;
const words = (text: string): string =>
  `array[${text
    .split(" ")
    .map((word) => `'${word}'`)
    .join(", ")}]`;

const GIVEN = words(
  "Adélia Ana Anwar Beatriz Boris Camille Daniel Elena Fatima Grace Hala Inês Jean Karim Łukasz Mai Noor Omar Priya Zoë",
);
const FAMILY = words(
  "Abebe Almeida Baker Çelik Chen Duarte Dubois Fontaine García Haddad Ibrahim Kowalski Mensah Moreau Nguyen Okafor Rossi Silva Świątek Zhang",
);
const EMPLOYER = words(
  "Atlantic Harbour Marine Meridian Northern Orbital Pacific Polar Sentinel Transit Union Vector",
);
const COUNTRY = words(
  "GB FR PT PL DE ES IT NL BE SE NO DK FI IE GR TR NG GH KE ZA BR MX US CA JP KR IN ID AU NZ",
);

/** Of a hundred engagements so many stand there, made from the one that was lived to `like`. */
const PLACES: readonly (readonly [
  share: number,
  like: string,
  stage: string | null,
  state: string | null,
])[] = [
  [54, "answered", null, null],
  [8, "answered", "off_board", "alumni"],
  [4, "received", null, null],
  [6, "triage", null, null],
  [5, "needs_information", null, null],
  [5, "screening", null, null],
  [3, "decision_pending", null, null],
  [5, "approved", null, null],
  [8, "approved", "meeting", "meeting"],
  [2, "approved", "recommendation", "recommending"],
];

const places = PLACES.flatMap(([share, like, stage, state]) =>
  Array.from({ length: share }, () => ({ like, stage, state })),
);
const placesJson = JSON.stringify(places);

const first = (name: string): string => `(${list(name)})[1]`;

export const SEED_SQL: readonly string[] = [
  `create temporary table lived as
   select i.*, substr(i.business_key, 7) as party from instance i where i.workflow = 'engagement'`,
  `create temporary table row_of (n int, id uuid, party uuid, programme uuid, owner text, vetter text, in_group text,
     place jsonb, created_at timestamptz, due_at timestamptz)`,
  `insert into row_of
   select n, md5('engagement ' || n)::uuid, md5('party ' || n)::uuid,
     case when ${drawn(10, 1)} < 7 then ${first("programmes")} else (${list("programmes")})[2 + ${drawn(3, 7)}] end::uuid,
     ${one(list("officers"), 2)}, ${one(list("vetters"), 3)}, ${one(list("groups"), 4)},
     '${placesJson}'::jsonb -> ${drawn(100, 5)},
     now() - interval '1 minute' * (n * 10), now() + interval '1 hour' * (${drawn(2_000, 6)} - 120)
   from generate_series(1, ($1::jsonb ->> 'engagements')::int) n`,
  "insert into seal_key (id, created_at) values (md5('key')::uuid, now())",
  `insert into party (id, programme_id, key_id, created_at) select party, programme, md5('key')::uuid, created_at from row_of`,
  `insert into person_card (party_id, programme_id, name, organisation, email)
   select party, programme, ${one(GIVEN, 8)} || ' ' || ${one(FAMILY, 9)}, ${one(EMPLOYER, 10)} || ' ' || ${one(words("Bank Association University Insurance Shipping"), 11)},
     'p' || n || '@' || lower(${one(EMPLOYER, 10)}) || '.example'
   from row_of`,
  `insert into instance (id, workflow, version, definition_hash, programme_id, revision, status, stage, state, business_key,
     owner_id, card, deadlines, snapshot, chain, created_at, updated_at)
   select r.id, l.workflow, l.version, l.definition_hash, r.programme, l.revision, l.status,
     coalesce(r.place ->> 'stage', l.stage), coalesce(r.place ->> 'state', l.state), 'party:' || r.party,
     case when l.owner_id is not null then r.owner end,
     l.card || jsonb_build_object('origin', ${one(words("web web web email nominated import"), 12)}, 'country', ${one(COUNTRY, 13)},
       'vetters', case when l.stage = 'vetting' and ${drawn(5, 14)} > 0 then jsonb_build_array(r.vetter) else '[]' end,
       'groups', case when r.place ->> 'stage' in ('meeting', 'recommendation') then jsonb_build_array(r.in_group) else '[]' end)
       || case when r.place ->> 'stage' is null then '{}'::jsonb else '{"turn":null}' end,
     coalesce((select jsonb_object_agg(d.key, d.value || jsonb_build_object('at',
       to_char(r.due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))) from jsonb_each(l.deadlines) d), '{}'),
     replace(replace(replace(l.snapshot::text, l.id::text, r.id::text), l.party, r.party::text), 'officer-1', r.owner)::jsonb,
     l.chain, r.created_at, r.created_at
   from row_of r join lived l on l.state = r.place ->> 'like'`,
  `insert into instance (id, workflow, version, definition_hash, programme_id, revision, status, state, card, snapshot, chain,
     created_at, updated_at)
   select g::uuid, 'working_group', 1, '', ($1::jsonb -> 'programmes' ->> 0)::uuid, 1, 'active', 'meeting',
     jsonb_build_object('groups', jsonb_build_array(g)), '{"context":{"leads":[],"held":[]}}', '', now(), now()
   from jsonb_array_elements_text($1::jsonb -> 'groups') g`,
  // Three in a hundred are marked by somebody, one in two hundred for its owner alone.
  `insert into record_marking (kind, record_id, programme_id, marking, set_by, set_at, named)
   select 'engagement', id, programme, case when ${drawn(6, 15)} = 0 then 'TLP:RED' when ${drawn(6, 15)} < 3 then 'TLP:GREEN'
     else 'TLP:AMBER+STRICT' end, owner, now(), '{}'
   from row_of where ${drawn(33, 16)} = 0`,
];
