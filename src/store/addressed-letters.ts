/** Kept letters that may have gone to somebody, whoever's key they are under: for taking an address out of them. */
import type { Queryable } from "./database.ts";

export interface AddressedLetter {
  readonly id: string;
  readonly keyId: string;
  readonly sealed: Buffer;
  readonly place: string;
  /** Under a key of its own, and not under anybody's. */
  readonly isNobodys: boolean;
}

const ROWS_AT_ONCE = 200;
const FIRST = "00000000-0000-0000-0000-000000000000";

/**
 * Letters of nobody's own; `withOthers`, the notices to staff as well, which are under the key of whom they are about. What
 * is under one of the keys `except` is left out, and so is what nobody can open any more.
 */
export async function* addressedLetters(
  db: Queryable,
  { withOthers, except }: { readonly withOthers: boolean; readonly except: readonly string[] },
): AsyncGenerator<AddressedLetter> {
  for (const [table, place, isNotice] of LETTERS) {
    for (let after = FIRST; ;) {
      const { rows } = await db.query<AddressedLetter>(
        `select * from (
           select r.id, r.key_id as "keyId", r.sealed, ${place} as place,
             k.parent_id is null and not exists (select 1 from party p where p.key_id = r.key_id) as "isNobodys",
             ${isNotice} as "isNotice"
           from ${table} r join seal_key k on k.id = r.key_id
           where r.id > $1 and k.wrapped is not null and r.key_id <> all($2::uuid[])) letter
         where "isNobodys" or ($3 and "isNotice")
         order by id limit ${ROWS_AT_ONCE}`,
        [after, except, withOthers],
      );
      yield* rows;
      const last = rows.at(-1);
      if (last === undefined) break;
      after = last.id;
    }
  }
}

const LETTERS = [
  ["mail", "'mail/' || r.effect", "r.audience <> 'party'"],
  ["sign_in_mail", "'sign-in-mail/' || r.id", "false"],
] as const;
