import type { Queryable } from "./database.ts";

/** A mail with a link to sign in with, sealed under a key of its own. */
export interface SignInMail {
  readonly id: string;
  readonly kind: "invitation" | "link";
  readonly keyId: string;
  readonly sealed: Buffer;
  readonly status: "kept" | "sent" | "undeliverable";
  readonly createdAt: Date;
  readonly sentAt: Date | null;
}

const columns = `id, kind, key_id as "keyId", sealed, status, created_at as "createdAt", sent_at as "sentAt"`;

export async function insertSignInMail(
  db: Queryable,
  { id, kind, keyId, sealed, createdAt }: Omit<SignInMail, "status" | "sentAt">,
): Promise<void> {
  await db.query(
    "insert into sign_in_mail (id, kind, key_id, sealed, status, created_at) values ($1, $2, $3, $4, 'kept', $5)",
    [id, kind, keyId, sealed, createdAt],
  );
}

export async function readSignInMail(db: Queryable, id: string): Promise<SignInMail | undefined> {
  const { rows } = await db.query<SignInMail>(`select ${columns} from sign_in_mail where id = $1`, [id]);
  return rows[0];
}

/** Those that have not gone out, newest first. */
export async function keptSignInMails(db: Queryable, limit: number): Promise<SignInMail[]> {
  const { rows } = await db.query<SignInMail>(
    `select ${columns} from sign_in_mail where status = 'kept' order by created_at desc, id desc limit $1`,
    [limit],
  );
  return rows;
}

export async function markSignInMail(
  db: Queryable,
  id: string,
  status: SignInMail["status"],
  now: Date,
): Promise<void> {
  await db.query(
    "update sign_in_mail set status = $2, sent_at = case when $2 = 'sent' then $3::timestamptz end where id = $1",
    [id, status, now],
  );
}
