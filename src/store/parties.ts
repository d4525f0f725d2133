import { AWAITING_BODY } from "../contract/bodies.ts";
import type { Scope } from "../contract/scope.ts";
import type { Queryable, Tx } from "./database.ts";
import { idsOfOrganisation } from "./organisations.ts";
import type { Searchable } from "./type-ahead.ts";
import { typeAhead } from "./type-ahead.ts";

/** A stakeholder in one programme: a person, or an organisation with its representative. */
export interface Party {
  readonly id: string;
  readonly programmeId: string;
  readonly keyId: string;
  /** Blind index of the e-mail address; null when there is none. */
  readonly emailIndex: string | null;
  readonly createdAt: Date;
}

/** The one plaintext about a person. Deleted with the key. */
export interface PersonCard {
  readonly partyId: string;
  readonly programmeId: string;
  readonly name: string | null;
  readonly organisation: string | null;
  readonly email: string | null;
}

/** A party that has not been erased. */
export interface Person extends Party, Omit<PersonCard, "partyId" | "programmeId"> {
  /** The sealed record of what is known beyond the card. */
  readonly detailsId: string | null;
  /** Names and addresses of those who were merged into this person. */
  readonly alsoKnown: readonly string[];
}

const columns = `p.id, p.programme_id as "programmeId", p.key_id as "keyId", p.email_index as "emailIndex",
  p.created_at as "createdAt"`;

/** The row of this id, whoever it was merged into. */
export async function readParty(db: Queryable, id: string): Promise<Party | undefined> {
  const { rows } = await db.query<Party>(`select ${columns} from party p where p.id = $1`, [id]);
  return rows[0];
}

/** All that are one person by now, the survivor first. Empty when there is no such party. */
export async function partiesOfPerson(db: Queryable, id: string): Promise<Party[]> {
  const { rows } = await db.query<Party>(
    `with survivor as (select coalesce(merged_into, id) as id from party where id = $1)
     select ${columns} from party p, survivor s
     where p.id = s.id or p.merged_into = s.id
     order by p.merged_into nulls first, p.id`,
    [id],
  );
  return rows;
}

/**
 * The person with the card; for somebody who was merged, whoever they are one with. Undefined also when the person was
 * erased. Who may know of them is asked with their case.
 */
export async function readPerson(db: Queryable, id: string): Promise<Person | undefined> {
  const { rows } = await db.query<Person>(
    `select ${columns}, p.details_id as "detailsId", c.name, c.organisation, c.email, c.also_known as "alsoKnown"
     from party asked
     join party p on p.id = coalesce(asked.merged_into, asked.id)
     join person_card c on c.party_id = p.id
     where asked.id = $1`,
    [id],
  );
  return rows[0];
}

/** Whoever has the address, or survived the one who had it. */
export async function findPartyByEmail(
  db: Queryable,
  programmeId: string,
  emailIndex: string,
): Promise<Party | undefined> {
  const { rows } = await db.query<Party>(
    `select ${columns} from party known join party p on p.id = coalesce(known.merged_into, known.id)
     where known.programme_id = $1 and known.email_index = $2`,
    [programmeId, emailIndex],
  );
  return rows[0];
}

/** Id of the party whose own address it is, whoever they were merged into. */
export async function findRawPartyByEmail(
  db: Queryable,
  programmeId: string,
  emailIndex: string,
): Promise<string | undefined> {
  const { rows } = await db.query<{ id: string }>(
    "select id from party where programme_id = $1 and email_index = $2",
    [programmeId, emailIndex],
  );
  return rows[0]?.id;
}

/** Of those who are one person, whose case goes on; the survivor when none has one. */
export async function partyWithCase(db: Queryable, survivor: Party): Promise<Party> {
  const { rows } = await db.query<Party>(
    `select ${columns} from party p
     where (p.id = $1 or p.merged_into = $1) and exists (select 1 from party a where a.merged_into = $1)
       and exists (
         select 1 from instance i
         where i.programme_id = p.programme_id and i.workflow = 'engagement' and i.business_key = 'party:' || p.id::text
           and i.status <> 'done' and i.state <> 'merged')
     order by p.merged_into nulls first, p.id limit 1`,
    [survivor.id],
  );
  return rows[0] ?? survivor;
}

/** Keep two deliveries of the same sender apart while one of them makes the party. */
export async function lockSender(tx: Tx, programmeId: string, sender: string): Promise<void> {
  await tx.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [`${programmeId}/${sender}`]);
}

export async function insertParty(db: Queryable, party: Party): Promise<void> {
  await db.query(
    "insert into party (id, programme_id, key_id, email_index, created_at) values ($1, $2, $3, $4, $5)",
    [party.id, party.programmeId, party.keyId, party.emailIndex, party.createdAt],
  );
}

/** Add what the card does not say yet; what it says stays, since a person may have corrected it. */
export async function fillCard(db: Queryable, card: PersonCard): Promise<void> {
  await db.query(
    `insert into person_card as c (party_id, programme_id, name, organisation, email)
     values ($1, $2, $3, $4, $5)
     on conflict (party_id) do update
       set name = coalesce(c.name, excluded.name), organisation = coalesce(c.organisation, excluded.organisation),
         email = coalesce(c.email, excluded.email)`,
    [card.partyId, card.programmeId, card.name, card.organisation, card.email],
  );
}

/** By the ids asked for: somebody who was merged has the survivor's. */
export async function readCards(
  db: Queryable,
  partyIds: readonly string[],
): Promise<Map<string, PersonCard>> {
  const { rows } = await db.query<PersonCard>(
    `select p.id as "partyId", c.programme_id as "programmeId", c.name, c.organisation, c.email
     from party p join person_card c on c.party_id = coalesce(p.merged_into, p.id)
     where p.id = any($1::uuid[])`,
    [partyIds],
  );
  return new Map(rows.map((row) => [row.partyId, row]));
}

/** Names and addresses of those who were merged into them. */
export async function alsoKnownAs(
  db: Queryable,
  partyIds: readonly string[],
): Promise<Map<string, readonly string[]>> {
  const { rows } = await db.query<{ id: string; names: readonly string[] }>(
    "select party_id as id, also_known as names from person_card where party_id = any($1::uuid[]) and also_known <> '{}'",
    [partyIds],
  );
  return new Map(rows.map(({ id, names }) => [id, names]));
}

type CardWords = Pick<PersonCard, "name" | "organisation" | "email">;

/** What a person has corrected: unlike `fillCard`, it takes the place of what the card says. */
export async function changeCard(db: Queryable, partyId: string, words: Partial<CardWords>): Promise<void> {
  await db.query(
    `update person_card
     set name = case when $2 then $3 else name end,
       organisation = case when $4 then $5 else organisation end,
       email = case when $6 then $7 else email end
     where party_id = $1`,
    [
      partyId,
      ...(["name", "organisation", "email"] as const).flatMap((field) => [field in words, words[field]]),
    ],
  );
}

/** Returns false when the address is another person's. One that finds the person already, by a merge, stays where it is. */
export async function setEmailIndex(
  db: Queryable,
  party: Pick<Party, "id" | "emailIndex">,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `update party p
     set email_index = case when exists (select 1 from party q where q.merged_into = p.id and q.email_index = $2)
       then email_index else $2 end
     where id = $1 and not exists (
       select 1 from party q
       where q.programme_id = p.programme_id and q.email_index = $2 and q.id <> p.id
         and q.merged_into is distinct from p.id)`,
    [party.id, party.emailIndex],
  );
  return rowCount === 1;
}

export async function setDetails(db: Queryable, partyId: string, detailsId: string | null): Promise<void> {
  await db.query("update party set details_id = $2 where id = $1", [partyId, detailsId]);
}

export async function readDetailsId(db: Queryable, partyId: string): Promise<string | null> {
  const { rows } = await db.query<{ id: string | null }>("select details_id as id from party where id = $1", [
    partyId,
  ]);
  return rows[0]?.id ?? null;
}

/** One change of a person at a time. Undefined when the person was erased. */
export async function lockParty(tx: Tx, id: string): Promise<Person | undefined> {
  await tx.query("select 1 from party where id = $1 for update", [id]);
  const person = await readPerson(tx, id);
  // Somebody who was merged is changed as the survivor.
  return person === undefined || person.id === id ? person : await lockParty(tx, person.id);
}

/** A test explains how it is searched. */
export const searchablePeople: Searchable = {
  table: "person_card",
  columns: {
    partyId: "t.party_id",
    programmeId: "t.programme_id",
    name: "t.name",
    organisation: "t.organisation",
    email: "t.email",
  },
  id: "party_id",
  owner: "programme_id",
};

export interface PeopleFilter {
  /** Beginnings or parts of name, organisation and e-mail; empty finds everybody. */
  readonly q: string;
  readonly programmeId?: string | undefined;
  /** Who is affiliated with it now. */
  readonly organisationId?: string | undefined;
  readonly limit: number;
  readonly afterId?: string | undefined;
}

/** People whose name begins with the words first, each part by name. Throws `bad-request` when `afterId` is gone. */
export async function searchPeople(db: Queryable, filter: PeopleFilter, scope: Scope): Promise<PersonCard[]> {
  const { programmeId, organisationId, ...rest } = filter;
  const owners = await programmesWithin(db, programmeId, scope);
  const where = [
    ...(organisationId === undefined ? [] : [affiliatedWith(await idsOfOrganisation(db, organisationId))]),
    ...(seesAll(scope) ? [] : [withCaseIn(scope, owners)]),
  ];
  return await typeAhead<PersonCard>(db, searchablePeople, { ...rest, owners, where });
}

const affiliatedWith = (organisationIds: readonly string[]) => ({
  sql: (parameter: string) => `exists (
    select 1 from affiliation a
    where a.party_id = t.party_id and a.organisation_id = any(${parameter}::uuid[]) and a.until is null)`,
  value: organisationIds,
});

const seesAll = ({ programmes, seatedIn, bodies, assignedIn }: Scope): boolean =>
  programmes === null || (seatedIn?.length === 0 && bodies.length === 0 && assignedIn?.length === 0);

/** Whoever does not see all people of a programme sees those whose live case lies within the scope. */
const withCaseIn = (scope: Scope, owners: readonly string[]) => ({
  sql: (parameter: string) => {
    const ids = (key: keyof Scope) => `texts_in(${parameter}::jsonb -> '${key}')`;
    return `(t.programme_id::text = any (${ids("programmes")}) or exists (
      select 1 from instance i
      where i.programme_id = t.programme_id and i.workflow = 'engagement'
        and i.business_key = 'party:' || t.party_id::text and i.status <> 'done'
        and (i.bodies && ${ids("bodies")}
          or ((i.bodies <> '{}' or i.stage = '${AWAITING_BODY}') and i.programme_id::text = any (${ids("seatedIn")}))
          or (i.programme_id::text = any (${ids("assignedIn")})
            and (i.card -> 'vetters' ? (${parameter}::jsonb ->> 'accountId')
              or (i.stage = 'vetting' and i.card -> 'vetters' = '[]'))))))`;
  },
  value: JSON.stringify({
    ...scope,
    seatedIn: scope.seatedIn ?? owners,
    assignedIn: scope.assignedIn ?? owners,
  }),
});

/** Every programme in which there may be somebody within the scope. */
async function programmesWithin(
  db: Queryable,
  programmeId: string | undefined,
  { programmes, seatedIn, bodies, assignedIn }: Scope,
): Promise<readonly string[]> {
  const isEverywhere = programmes === null || seatedIn === null || assignedIn === null;
  const inBodies = await programmesOfBodies(db, bodies);
  const own = isEverywhere ? null : [...new Set([...programmes, ...seatedIn, ...assignedIn, ...inBodies])];
  if (programmeId !== undefined) return own === null || own.includes(programmeId) ? [programmeId] : [];
  if (own !== null) return own;
  const { rows } = await db.query<{ id: string }>("select id from programme");
  return rows.map(({ id }) => id);
}

async function programmesOfBodies(db: Queryable, bodies: readonly string[]): Promise<string[]> {
  if (bodies.length === 0) return [];
  const { rows } = await db.query<{ id: string }>(
    "select distinct programme_id as id from instance where id = any($1::uuid[])",
    [bodies],
  );
  return rows.map(({ id }) => id);
}
