/** What a party had before, and the addresses that replies to our mails find their case by. */
export const waysIn = {
  name: "0026-ways-in",
  sql: `
-- A request that comes again must find the case that took it, also when that is over.
create index instance_ended_of_party on instance (programme_id, business_key)
  where business_key is not null and status = 'done';

-- One that counts for each case; what is before the @ is computed, and kept as its SHA-256.
create table reply_address (
  hash text primary key,
  instance_id uuid not null,
  programme_id uuid not null references programme,
  generation int not null,
  created_at timestamptz not null,
  revoked_at timestamptz,
  unique (instance_id, generation)
);
`,
};
