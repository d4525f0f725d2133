import type { JsonObject, Role } from "../../workflows/workflow.ts";
import type { Queryable } from "./database.ts";

/** One event the link may send. */
export interface ActOffered {
  readonly event: string;
  /** Fields that are given beforehand; whoever acts neither sees nor changes them. */
  readonly preset: JsonObject;
  /** What the button says. */
  readonly label: string;
}

export interface ActionLink {
  readonly id: string;
  /** SHA-256 of the token. */
  readonly hash: string;
  readonly purpose: string;
  readonly instanceId: string;
  readonly programmeId: string;
  readonly role: Role;
  readonly acts: readonly ActOffered[];
  readonly boundTo: string | null;
  /** Who acts by it: a party, or an account that need not sign in. */
  readonly partyId: string | null;
  readonly accountId: string | null;
  readonly effect: string | null;
  readonly issuedBy: string | null;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly usedAt: Date | null;
  readonly usedFor: string | null;
  readonly revokedAt: Date | null;
}

const columns = `id, hash, purpose, instance_id as "instanceId", programme_id as "programmeId", role, acts,
  bound_to as "boundTo", party_id as "partyId", account_id as "accountId", effect, issued_by as "issuedBy",
  created_at as "createdAt", expires_at as "expiresAt", used_at as "usedAt", used_for as "usedFor",
  revoked_at as "revokedAt"`;

export async function insertActionLink(
  db: Queryable,
  link: Omit<ActionLink, "usedAt" | "usedFor" | "revokedAt">,
): Promise<void> {
  await db.query(
    `insert into action_link (id, hash, purpose, instance_id, programme_id, role, acts, bound_to, party_id, account_id,
       effect, issued_by, created_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
    [
      link.id,
      link.hash,
      link.purpose,
      link.instanceId,
      link.programmeId,
      link.role,
      JSON.stringify(link.acts),
      link.boundTo,
      link.partyId,
      link.accountId,
      link.effect,
      link.issuedBy,
      link.createdAt,
      link.expiresAt,
    ],
  );
}

/** The link a token opens, while it does: not used, not revoked, not expired. */
export async function openActionLink(
  db: Queryable,
  hash: string,
  now: Date,
): Promise<ActionLink | undefined> {
  const { rows } = await db.query<ActionLink>(
    `select ${columns} from action_link
     where hash = $1 and used_at is null and revoked_at is null and expires_at > $2`,
    [hash, now],
  );
  return rows[0];
}

/** The link under this id; undefined when there is none. The caller has yet to ask for its instance. */
export async function readActionLink(db: Queryable, id: string): Promise<ActionLink | undefined> {
  const { rows } = await db.query<ActionLink>(`select ${columns} from action_link where id = $1`, [id]);
  return rows[0];
}

/** Links of one instance, newest first. The caller has checked that the instance may be read. */
export async function listActionLinks(
  db: Queryable,
  instanceId: string,
  limit: number,
): Promise<ActionLink[]> {
  const { rows } = await db.query<ActionLink>(
    `select ${columns} from action_link where instance_id = $1 order by created_at desc, id desc limit $2`,
    [instanceId, limit],
  );
  return rows;
}

export async function markUsed(db: Queryable, id: string, usedFor: string, now: Date): Promise<void> {
  await db.query("update action_link set used_at = $3, used_for = $2 where id = $1 and used_at is null", [
    id,
    usedFor,
    now,
  ]);
}

/** Returns false when there was nothing left to revoke. */
export async function revokeActionLink(db: Queryable, id: string, now: Date): Promise<boolean> {
  const { rowCount } = await db.query(
    "update action_link set revoked_at = $2 where id = $1 and used_at is null and revoked_at is null",
    [id, now],
  );
  return rowCount === 1;
}
