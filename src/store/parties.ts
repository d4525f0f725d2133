import type { Queryable, Tx } from "./database.ts";

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

const columns = `id, programme_id as "programmeId", key_id as "keyId", email_index as "emailIndex",
  created_at as "createdAt"`;

export async function readParty(db: Queryable, id: string): Promise<Party | undefined> {
  const { rows } = await db.query<Party>(`select ${columns} from party where id = $1`, [id]);
  return rows[0];
}

export async function findPartyByEmail(
  db: Queryable,
  programmeId: string,
  emailIndex: string,
): Promise<Party | undefined> {
  const { rows } = await db.query<Party>(
    `select ${columns} from party where programme_id = $1 and email_index = $2`,
    [programmeId, emailIndex],
  );
  return rows[0];
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

export async function readCards(
  db: Queryable,
  partyIds: readonly string[],
): Promise<Map<string, PersonCard>> {
  const { rows } = await db.query<PersonCard>(
    `select party_id as "partyId", programme_id as "programmeId", name, organisation, email
     from person_card where party_id = any($1::uuid[])`,
    [partyIds],
  );
  return new Map(rows.map((row) => [row.partyId, row]));
}

export async function deleteCard(db: Queryable, partyId: string): Promise<void> {
  await db.query("delete from person_card where party_id = $1", [partyId]);
  await db.query("update party set email_index = null where id = $1", [partyId]);
}
