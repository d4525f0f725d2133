import type { Actor } from "../contract/actor.ts";
import { programmesOf } from "../contract/actor.ts";
import type { Queryable } from "./database.ts";

/** A mail, sealed. Kept whether or not it also went out. */
export interface Mail {
  readonly id: string;
  /** The effect that asked for it: one mail for each, however often it is tried. */
  readonly effect: string;
  readonly messageId: string;
  readonly instanceId: string;
  readonly programmeId: string;
  readonly keyId: string;
  readonly template: string;
  readonly audience: string;
  readonly sealed: Buffer;
  readonly status: "kept" | "sent" | "undeliverable";
  readonly createdAt: Date;
  readonly sentAt: Date | null;
}

const columns = `
  id, effect, message_id as "messageId", instance_id as "instanceId", programme_id as "programmeId",
  key_id as "keyId", template, audience, sealed, status, created_at as "createdAt", sent_at as "sentAt"`;

/** The mail of this effect: the one given, or the one an earlier attempt wrote. Counts the attempt, before it is made. */
export async function keepMail(db: Queryable, mail: Mail): Promise<Mail> {
  await db.query(
    `insert into mail (
       id, effect, message_id, instance_id, programme_id, key_id, template, audience, sealed, status, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
     on conflict (effect) do update set attempts = mail.attempts + 1`,
    [
      mail.id,
      mail.effect,
      mail.messageId,
      mail.instanceId,
      mail.programmeId,
      mail.keyId,
      mail.template,
      mail.audience,
      mail.sealed,
      mail.status,
      mail.createdAt,
    ],
  );
  const { rows } = await db.query<Mail>(`select ${columns} from mail where effect = $1`, [mail.effect]);
  return rows[0] ?? mail;
}

/** The mail an earlier attempt at this effect kept. */
export async function readMailOfEffect(db: Queryable, effect: string): Promise<Mail | undefined> {
  const { rows } = await db.query<Mail>(`select ${columns} from mail where effect = $1`, [effect]);
  return rows[0];
}

export async function markMail(db: Queryable, id: string, status: Mail["status"], now: Date): Promise<void> {
  await db.query(
    "update mail set status = $2, sent_at = case when $2 = 'sent' then $3::timestamptz end where id = $1",
    [id, status, now],
  );
}

/** The same mail, sealed anew. */
export async function replaceMail(db: Queryable, id: string, sealed: Buffer): Promise<void> {
  await db.query("update mail set sealed = $2 where id = $1", [id, sealed]);
}

export async function readMail(db: Queryable, id: string, scope: Actor): Promise<Mail | undefined> {
  const { rows } = await db.query<Mail>(
    `select ${columns} from mail where id = $1 and ($2::uuid[] is null or programme_id = any($2))`,
    [id, programmesOf(scope)],
  );
  return rows[0];
}

export async function listMails(
  db: Queryable,
  filter: {
    readonly instanceId?: string | undefined;
    readonly limit: number;
    readonly after?: { readonly createdAt: Date; readonly id: string } | undefined;
  },
  scope: Actor,
): Promise<Mail[]> {
  const { rows } = await db.query<Mail>(
    `select ${columns} from mail
     where ($1::uuid[] is null or programme_id = any($1))
       and ($2::uuid is null or instance_id = $2)
       and ($3::timestamptz is null or (created_at, id) < ($3, $4::uuid))
     order by created_at desc, id desc
     limit $5`,
    [
      programmesOf(scope),
      filter.instanceId ?? null,
      filter.after?.createdAt ?? null,
      filter.after?.id ?? null,
      filter.limit,
    ],
  );
  return rows;
}

/** The place a mail is sealed for. */
export const mailPlace = (id: string): string => `mail/${id}`;
