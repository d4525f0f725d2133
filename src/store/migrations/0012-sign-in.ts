/** How staff sign in, what their tokens may do, who is invited, and the mails that carry links to sign in with. */
export const signIn = {
  name: "0012-sign-in",
  sql: `
-- The tables of better-auth, with its own column names so that its documentation holds for them. A user is an account's way in
-- and has the account's id; who the account is and what it may do stands in account and role_grant.
create table sign_in_user (
  id uuid primary key references account on delete cascade,
  name text not null,
  email text not null unique,
  "emailVerified" boolean not null,
  image text,
  "createdAt" timestamptz not null default clock_timestamp(),
  "updatedAt" timestamptz not null default clock_timestamp(),
  "twoFactorEnabled" boolean not null default false
);

create table sign_in_session (
  id uuid primary key,
  "userId" uuid not null references sign_in_user on delete cascade,
  token text not null unique,
  "expiresAt" timestamptz not null,
  "ipAddress" text,
  "userAgent" text,
  "createdAt" timestamptz not null default clock_timestamp(),
  "updatedAt" timestamptz not null default clock_timestamp()
);
create index sign_in_session_user on sign_in_session ("userId");

-- A password, or an identity at an OpenID Connect provider. better-auth calls this an account.
create table sign_in_credential (
  id uuid primary key,
  "userId" uuid not null references sign_in_user on delete cascade,
  "accountId" text not null,
  "providerId" text not null,
  "accessToken" text,
  "refreshToken" text,
  "idToken" text,
  "accessTokenExpiresAt" timestamptz,
  "refreshTokenExpiresAt" timestamptz,
  scope text,
  password text,
  "createdAt" timestamptz not null default clock_timestamp(),
  "updatedAt" timestamptz not null default clock_timestamp(),
  unique ("providerId", "accountId")
);
create index sign_in_credential_user on sign_in_credential ("userId");

-- What was begun and is not finished: links, challenges, states.
create table sign_in_verification (
  id uuid primary key,
  identifier text not null,
  value text not null,
  "expiresAt" timestamptz not null,
  "createdAt" timestamptz not null default clock_timestamp(),
  "updatedAt" timestamptz not null default clock_timestamp()
);
create index sign_in_verification_identifier on sign_in_verification (identifier);

create table sign_in_two_factor (
  id uuid primary key,
  "userId" uuid not null unique references sign_in_user on delete cascade,
  secret text not null,
  "backupCodes" text not null,
  verified boolean not null default true,
  "failedVerificationCount" int not null default 0,
  "lockedUntil" timestamptz
);

create table sign_in_passkey (
  id uuid primary key,
  "userId" uuid not null references sign_in_user on delete cascade,
  name text,
  "publicKey" text not null,
  "credentialID" text not null unique,
  counter bigint not null,
  "deviceType" text not null,
  "backedUp" boolean not null,
  transports text,
  aaguid text,
  "createdAt" timestamptz not null default clock_timestamp()
);
create index sign_in_passkey_user on sign_in_passkey ("userId");

-- Counted by rate-limiter-flexible, for all processes together. expire is in epoch milliseconds of real time.
create table rate_limit (
  key varchar(255) primary key,
  points int not null default 0,
  expire bigint
);
create index rate_limit_expiry on rate_limit (expire);

-- A null scope is all that the account may do. A session is a row of sign_in_session from now on.
alter table api_token add column scope jsonb;
alter table api_token add column last_used_at timestamptz;
create index api_token_account on api_token (account_id);
update api_token set revoked_at = created_at where kind = 'session' and revoked_at is null;

create table invitation (
  id uuid primary key,
  hash text not null unique,
  name text not null,
  email text not null,
  grants jsonb not null,
  -- Of an invitation to come back: who lost their way in sets a new password on the account they have.
  account_id uuid references account on delete cascade,
  invited_by uuid references account on delete set null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  revoked_at timestamptz
);
create index invitation_open on invitation (created_at) where accepted_at is null and revoked_at is null;

-- Apart from other mail, and read by administrators only: each carries a link to sign in with. Once it has gone out its key
-- is destroyed.
create table sign_in_mail (
  id uuid primary key,
  kind text not null,
  key_id uuid not null references seal_key,
  sealed bytea not null,
  status text not null check (status in ('kept', 'sent', 'undeliverable')),
  created_at timestamptz not null,
  sent_at timestamptz
);
create index sign_in_mail_list on sign_in_mail (created_at desc, id desc);
`,
};
