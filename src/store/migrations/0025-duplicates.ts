/** Who may be somebody else: what names and ways to be reached have in common, and the pairs that it suggests. */
export const duplicates = {
  name: "0025-duplicates",
  sql: String.raw`
-- Cyrillic and Greek as Latin letters, and the German ways around an umlaut; for comparing, never for showing.
create function latin(text) returns text language sql immutable parallel safe
  return replace(replace(replace(replace(
    translate(translate(
      replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace($1,
        'щ', 'shch'), 'ш', 'sh'), 'ч', 'ch'), 'ж', 'zh'), 'х', 'kh'), 'ц', 'ts'), 'ю', 'yu'), 'я', 'ya'), 'є', 'ye'),
        'θ', 'th'), 'χ', 'ch'), 'ψ', 'ps'),
      'абвгґдезиіыйклмнопрстуфэъь', 'abvggdeziiyiklmnoprstufe'),
      'αβγδεζηικλμνξοπρσςτυφω', 'abgdeziiklmnxoprsstufo'),
    'ß', 'ss'), 'ae', 'a'), 'oe', 'o'), 'ue', 'u');

-- The words of a name in one order: "DUARTE, Inês" and "Ines Duarte" are one.
create function name_key(text) returns text language sql immutable parallel safe
  return coalesce((
    select string_agg(word, ' ' order by word collate "C")
    from regexp_split_to_table(btrim(latin(search_line($1))), ' +') word), '');

-- What an organisation is called without its legal form and small words, in their order.
create function organisation_key(text) returns text language sql immutable parallel safe
  return coalesce((
    select string_agg(word, ' ' order by place)
    from regexp_split_to_table(btrim(latin(search_line($1))), ' +') with ordinality w(word, place)
    where word not in ('the', 'of', 'for', 'and', 'de', 'du', 'des', 'la', 'le', 'les', 'der', 'die', 'das', 'und', 'et', 'y',
      'e', 'da', 'do', 'ltd', 'limited', 'llc', 'llp', 'plc', 'inc', 'incorporated', 'corp', 'corporation', 'co', 'company',
      'gmbh', 'ag', 'kg', 'ev', 'sa', 'sarl', 'sas', 'spa', 'srl', 'bv', 'nv', 'ab', 'as', 'asa', 'oy', 'oyj', 'aps', 'lda',
      'ltda', 'kft', 'zrt', 'sro', 'doo', 'pty', 'pte', 'ooo', 'oao', 'zao')), '');

create function first_letters(text) returns text language sql immutable parallel safe
  return coalesce((
    select string_agg(left(word, 1), '' order by place)
    from regexp_split_to_table(organisation_key($1), ' +') with ordinality w(word, place)), '');

-- Parts of the rows themselves, and gone with them.
alter table person_card add column name_key text not null generated always as (name_key(name)) stored;
alter table person_card alter column name_key set statistics 0;
create index person_card_same on person_card (programme_id, name_key);
create index person_card_alike on person_card using gin (name_key gin_trgm_ops) with (gin_pending_list_limit = 256);
alter table organisation
  add column match_key text not null generated always as (organisation_key(name)) stored,
  add column letters text not null generated always as (first_letters(name)) stored,
  add column short_key text not null generated always as (replace(btrim(search_line(short_name)), ' ', '')) stored;
create index organisation_same on organisation (institution_id, match_key);
create index organisation_alike on organisation using gin (match_key gin_trgm_ops);
create index organisation_letters on organisation (institution_id, letters);
create index organisation_short on organisation (institution_id, short_key);

-- Keyed hashes of what somebody is reached by: telephone, mailbox, the part before the @. Equal for two who share it.
create table party_trace (
  party_id uuid not null references party,
  programme_id uuid not null,
  kind text not null check (kind in ('phone', 'mailbox', 'local')),
  trace text not null,
  primary key (party_id, kind, trace)
);
create index party_trace_same on party_trace (programme_id, kind, trace);

-- Ids, codes and numbers. A note on why not is sealed under the first one's key.
create table duplicate_pair (
  id uuid primary key,
  kind text not null check (kind in ('person', 'organisation')),
  programme_id uuid references programme,
  institution_id uuid references institution,
  left_id uuid not null,
  right_id uuid not null check (left_id < right_id),
  score real not null,
  reasons text[] not null,
  found_at timestamptz not null,
  status text not null check (status in ('open', 'dismissed')),
  dismissed_by text,
  dismissed_at timestamptz,
  because text,
  note_id uuid references sealed_record,
  check ((kind = 'person') = (programme_id is not null) and (kind = 'organisation') = (institution_id is not null)),
  unique (kind, left_id, right_id)
);
create index duplicate_pair_right on duplicate_pair (right_id);
create index duplicate_pair_list on duplicate_pair (programme_id, status, score desc, id desc);
create index duplicate_pair_shared on duplicate_pair (institution_id, status, score desc, id desc);
`,
};
