/** Links in mails by which people without an account act: one purpose each, expiring, revocable, used once. */
export const actionLinks = {
  name: "0013-action-links",
  sql: `
create table action_link (
  id uuid primary key,
  hash text not null unique,
  purpose text not null,
  instance_id uuid not null,
  programme_id uuid not null,
  role text not null,
  -- The events it may send, with the fields that are given beforehand.
  acts jsonb not null,
  -- What has to stand as it stood when the link was made, such as the number of the offer; null for nothing.
  bound_to text,
  party_id uuid,
  account_id uuid references account on delete cascade,
  -- The effect whose mail carries it, or the account that issued it by hand.
  effect text,
  issued_by uuid references account on delete set null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  used_for text,
  revoked_at timestamptz
);
create index action_link_instance on action_link (instance_id, created_at desc);
`,
};
