/** The keys that the master key wraps, and how another master key takes its place while everything runs. */
import { rewrap } from "../seal/key-wrapping.ts";
import type { HmacPurpose, Master } from "../seal/master.ts";
import { HMAC_PURPOSES, standingMaster } from "../seal/master.ts";
import type { DataKey } from "../seal/sealed-bytes.ts";
import { ConvokeError } from "../lib/errors.ts";
import type { Db, Queryable, Tx } from "./database.ts";
import { inTransaction, persistently } from "./database.ts";

const MASTER_CHECK = "master-key-check";
const hmacSetting = (purpose: HmacPurpose): string => `hmac-key/${purpose}`;
/** Enough of a check value to tell master keys apart in `seal_key.wrapped_by`. */
const markOf = (master: Master): string => master.check().slice(0, 16);

export interface MasterKeys {
  readonly current: Master;
  /** The key that is being replaced. */
  readonly previous: Master | undefined;
}

/**
 * The master to work with. The data belongs to one master key, or to the one that is being replaced: another is refused
 * before it can seal a thing. Throws `setting`. HMAC keys are derived from the first master key there ever was and kept
 * wrapped, so that addresses, request keys and sessions are known again under the next.
 */
export async function openMaster(db: Db, { current, previous }: MasterKeys): Promise<Master> {
  return await inTransaction(db, async (tx) => {
    await tx.query(
      "insert into setting (key, value) values ($1, to_jsonb($2::text)) on conflict do nothing",
      [MASTER_CHECK, current.check()],
    );
    const check = await readCheck(tx, "share");
    const standing = [current, previous].find((master) => master?.check() === check);
    if (standing === undefined) throw foreignKey(previous !== undefined);
    const either = standingMaster(current, previous, new Map());
    const hmacKeys = new Map<HmacPurpose, DataKey>();
    for (const purpose of HMAC_PURPOSES) {
      const wrapped = standing.wrap(standing.hmacKey(purpose)).toString("base64");
      await tx.query(
        "insert into setting (key, value) values ($1, to_jsonb($2::text)) on conflict do nothing",
        [hmacSetting(purpose), wrapped],
      );
      hmacKeys.set(purpose, either.unwrap(await readWrapped(tx, purpose)));
    }
    return standingMaster(current, previous, hmacKeys);
  });
}

/** A key right below the master. With two masters it is wrapped by the one that the database belongs to at that moment. */
export async function insertTopKey(
  db: Queryable,
  { id, now }: { readonly id: string; readonly now: Date },
  key: DataKey,
  masters: readonly Master[],
): Promise<void> {
  const [only, ...others] = masters;
  if (only !== undefined && others.length === 0) {
    await db.query("insert into seal_key (id, wrapped, wrapped_by, created_at) values ($1, $2, $3, $4)", [
      id,
      only.wrap(key),
      markOf(only),
      now,
    ]);
    return;
  }
  // The shared lock makes a rotation that begins now wait for this key, and so find it.
  await db.query(
    `with standing as (select value #>> '{}' as mark from setting where key = $5 for share)
     insert into seal_key (id, wrapped, wrapped_by, created_at)
     select $1, w.wrapped, w.mark, $4
     from unnest($2::bytea[], $3::text[]) as w(wrapped, mark)
     join standing s on left(s.mark, 16) = w.mark`,
    [id, masters.map((master) => master.wrap(key)), masters.map(markOf), now, MASTER_CHECK],
  );
}

const KEYS_AT_ONCE = 500;

/**
 * Wrap every key under `current` that `previous` wrapped. From its first moment on the database belongs to `current`; a run
 * that is broken off is taken up by the next. Data and HMAC keys stay what they are. Returns how many keys were wrapped again.
 */
export async function rotateMaster(db: Db, current: Master, previous: Master): Promise<number> {
  await persistently(() => inTransaction(db, (tx) => changeOwner(tx, current, previous)));
  const either = standingMaster(current, previous, new Map());
  let rewrapped = 0;
  for (;;) {
    const count = await persistently(() =>
      inTransaction(db, (tx) => rewrapSome(tx, current, (wrapped) => rewrap(wrapped, either, current))),
    );
    if (count === 0) return rewrapped;
    rewrapped += count;
  }
}

async function changeOwner(tx: Tx, current: Master, previous: Master): Promise<void> {
  const check = await readCheck(tx, "update");
  if (check === current.check()) return;
  if (check !== previous.check()) throw foreignKey(true);
  for (const purpose of HMAC_PURPOSES) {
    const wrapped = rewrap(await readWrapped(tx, purpose), previous, current).toString("base64");
    await tx.query("update setting set value = to_jsonb($2::text) where key = $1", [
      hmacSetting(purpose),
      wrapped,
    ]);
  }
  await tx.query("update setting set value = to_jsonb($2::text) where key = $1", [
    MASTER_CHECK,
    current.check(),
  ]);
}

async function rewrapSome(tx: Tx, current: Master, again: (wrapped: Buffer) => Buffer): Promise<number> {
  const { rows } = await tx.query<{ id: string; wrapped: Buffer }>(
    `select id, wrapped from seal_key
     where parent_id is null and wrapped is not null and wrapped_by is distinct from $1
     order by id limit $2 for update`,
    [markOf(current), KEYS_AT_ONCE],
  );
  await tx.query(
    `update seal_key k set wrapped = n.wrapped, wrapped_by = $3
     from unnest($1::uuid[], $2::bytea[]) as n(id, wrapped) where k.id = n.id`,
    [
      rows.map(({ id }) => id),
      rows.map(({ id, wrapped }) => named(id, () => again(wrapped))),
      markOf(current),
    ],
  );
  return rows.length;
}

function named(id: string, work: () => Buffer): Buffer {
  try {
    return work();
  } catch (cause) {
    throw new ConvokeError("sealed", `The key ${id} was wrapped by neither of the two master keys`, {
      cause,
    });
  }
}

/** The lock keeps a rotation and those who wrap keys meanwhile apart. */
async function readCheck(tx: Tx, lock: "share" | "update"): Promise<string | undefined> {
  const { rows } = await tx.query<{ value: string }>(`select value from setting where key = $1 for ${lock}`, [
    MASTER_CHECK,
  ]);
  return rows[0]?.value;
}

async function readWrapped(tx: Tx, purpose: HmacPurpose): Promise<Buffer> {
  const { rows } = await tx.query<{ value: string }>("select value from setting where key = $1", [
    hmacSetting(purpose),
  ]);
  return Buffer.from(rows[0]?.value ?? "", "base64");
}

function foreignKey(hasTwo: boolean): ConvokeError {
  const what = hasTwo
    ? "Neither CONVOKE_MASTER_KEY nor CONVOKE_MASTER_KEY_PREVIOUS is the key this database is sealed under"
    : "CONVOKE_MASTER_KEY is not the key this database was sealed under; set the key it was first started with, or was rotated to";
  return new ConvokeError("setting", what, { extra: { setting: "CONVOKE_MASTER_KEY" } });
}
