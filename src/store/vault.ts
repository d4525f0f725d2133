/** The keys personal data is sealed under, and what they seal. Destroying a key erases everything below it. */
import type { DataKey } from "../seal/sealed-bytes.ts";
import { openBytes, openText, sealBytes, sealText } from "../seal/sealed-bytes.ts";
import { under } from "../seal/key-wrapping.ts";
import type { Master } from "../seal/master.ts";
import { assert } from "../lib/assert.ts";
import { ConvokeError } from "../lib/errors.ts";
import { newId } from "../lib/ids.ts";
import type { Queryable } from "./database.ts";
import { insertTopKey } from "./master-keys.ts";

export interface Vault {
  readonly master: Master;
  /** A new key, stored wrapped. Returns its id. */
  newKey(db: Queryable, now: Date): Promise<string>;
  /** Seal for one place: `place` names the row and column, so that nothing sealed can be swapped. */
  seal(db: Queryable, keyId: string, text: string, place: string): Promise<Buffer>;
  sealBytes(db: Queryable, keyId: string, bytes: Buffer, place: string): Promise<Buffer>;
  /** Throws `sealed` when the key was destroyed or the data is not what was sealed here. */
  open(db: Queryable, keyId: string, sealed: Buffer, place: string): Promise<string>;
  openBytes(db: Queryable, keyId: string, sealed: Buffer, place: string): Promise<Buffer>;
  /** Put a key under another one, so that destroying the other erases what it sealed. */
  handOver(db: Queryable, keyId: string, parentId: string): Promise<void>;
  /** Erase: the key is gone, and with it every key below it. */
  destroy(db: Queryable, keyId: string, now: Date): Promise<void>;
}

interface KeyRow {
  readonly wrapped: Buffer | null;
  readonly parentId: string | null;
}

/** `previous` while a rotation is under way, see `master-keys.ts`. */
export function createVault(master: Master, previous?: Master): Vault {
  async function key(db: Queryable, id: string): Promise<DataKey> {
    const { rows } = await db.query<KeyRow>(
      `select wrapped, parent_id as "parentId" from seal_key where id = $1`,
      [id],
    );
    const row = rows[0];
    if (row?.wrapped === null)
      throw new ConvokeError("sealed", `The key ${id} was destroyed and its data erased`);
    assert(row !== undefined, `seal key ${id} exists`);
    const outer = row.parentId === null ? master : under(await key(db, row.parentId));
    return outer.unwrap(row.wrapped);
  }

  return {
    master,
    async newKey(db, now) {
      const id = newId();
      const { key: made } = master.newKey();
      await insertTopKey(db, { id, now }, made, previous === undefined ? [master] : [master, previous]);
      return id;
    },
    seal: async (db, keyId, text, place) => sealText(await key(db, keyId), text, place),
    sealBytes: async (db, keyId, bytes, place) => sealBytes(await key(db, keyId), bytes, place),
    open: async (db, keyId, sealed, place) => openText(await key(db, keyId), sealed, place),
    openBytes: async (db, keyId, sealed, place) => openBytes(await key(db, keyId), sealed, place),
    async handOver(db, keyId, parentId) {
      const [inner, outer] = [await key(db, keyId), await key(db, parentId)];
      await db.query(
        "update seal_key set wrapped = $2, parent_id = $3, wrapped_by = null where id = $1 and wrapped is not null",
        [keyId, under(outer).wrap(inner), parentId],
      );
    },
    async destroy(db, keyId, now) {
      await db.query("update seal_key set wrapped = null, destroyed_at = $2 where id = $1", [keyId, now]);
    },
  };
}
