import { openKey, sealKey, type DataKey } from "./sealed-bytes.ts";

/** Something that keeps data keys safe: the master key, or a person's key that holds the keys of deliveries. */
export interface KeyWrapper {
  wrap(key: DataKey): Buffer;
  /** Code `sealed` when the key was wrapped by another wrapper or a bit has changed. */
  unwrap(wrapped: Buffer): DataKey;
}

/** A data key as a wrapper of others: once the person is known, their key holds the keys of their deliveries. */
export function under(outer: DataKey): KeyWrapper {
  return {
    wrap: (key) => sealKey(outer, key),
    unwrap: (wrapped) => openKey(outer, wrapped),
  };
}

/**
 * Hand a wrapped key from one wrapper to another; what it sealed is not touched. `rewrap(w, master, under(person))`
 * gives a delivery to a person, `rewrap(w, oldMaster, newMaster)` rotates the master key.
 */
export function rewrap(wrapped: Buffer, from: KeyWrapper, to: KeyWrapper): Buffer {
  return to.wrap(from.unwrap(wrapped));
}
