import type { Grant } from "../contract/actor.ts";
import type { Queryable, Tx } from "./database.ts";

export interface Invitation {
  readonly id: string;
  /** SHA-256 of the link's token. */
  readonly hash: string;
  readonly name: string;
  readonly email: string;
  readonly grants: readonly Grant[];
  /** Whose account it leads back to; null for somebody new. */
  readonly accountId: string | null;
  readonly invitedBy: string | null;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly acceptedAt: Date | null;
  readonly revokedAt: Date | null;
}

const columns = `id, hash, name, email, grants, account_id as "accountId", invited_by as "invitedBy",
  created_at as "createdAt", expires_at as "expiresAt", accepted_at as "acceptedAt", revoked_at as "revokedAt"`;

export async function insertInvitation(
  tx: Tx,
  one: Omit<Invitation, "acceptedAt" | "revokedAt">,
): Promise<void> {
  await tx.query(
    `insert into invitation (id, hash, name, email, grants, account_id, invited_by, created_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      one.id,
      one.hash,
      one.name,
      one.email,
      JSON.stringify(one.grants),
      one.accountId,
      one.invitedBy,
      one.createdAt,
      one.expiresAt,
    ],
  );
}

const isOpen = "accepted_at is null and revoked_at is null and expires_at > $2";

/** The invitation a link's token opens, while it does. */
export async function openInvitation(
  db: Queryable,
  hash: string,
  now: Date,
): Promise<Invitation | undefined> {
  const { rows } = await db.query<Invitation>(
    `select ${columns} from invitation where hash = $1 and ${isOpen}`,
    [hash, now],
  );
  return rows[0];
}

/** Use it up. Of two who do at once, one gets true. */
export async function takeInvitation(tx: Tx, id: string, now: Date): Promise<boolean> {
  const { rowCount } = await tx.query(`update invitation set accepted_at = $2 where id = $1 and ${isOpen}`, [
    id,
    now,
  ]);
  return rowCount === 1;
}

/** Those nobody has accepted or revoked yet, newest first; `invitedBy` shows only one person's. */
export async function listInvitations(
  db: Queryable,
  { invitedBy, limit }: { readonly invitedBy: string | undefined; readonly limit: number },
): Promise<Invitation[]> {
  const { rows } = await db.query<Invitation>(
    `select ${columns} from invitation
     where accepted_at is null and revoked_at is null and ($1::uuid is null or invited_by = $1)
     order by created_at desc, id
     limit $2`,
    [invitedBy ?? null, limit],
  );
  return rows;
}

/** Returns false when there is none to revoke. `invitedBy` reaches only one person's. */
export async function revokeInvitation(
  db: Queryable,
  { id, invitedBy, now }: { readonly id: string; readonly invitedBy: string | undefined; readonly now: Date },
): Promise<boolean> {
  const { rowCount } = await db.query(
    `update invitation set revoked_at = $2
     where id = $1 and accepted_at is null and revoked_at is null and ($3::uuid is null or invited_by = $3)`,
    [id, now, invitedBy ?? null],
  );
  return rowCount === 1;
}

/** An earlier invitation to the same address does not work beside a newer one. */
export async function revokeInvitationsTo(tx: Tx, email: string, now: Date): Promise<void> {
  await tx.query(
    "update invitation set revoked_at = $2 where email = $1 and accepted_at is null and revoked_at is null",
    [email, now],
  );
}
