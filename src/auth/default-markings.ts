/** The markings of a programme's records that nobody has marked. None is wider than what its kind must bear at least. */
import type { Actor } from "../contract/actor.ts";
import { markedKinds } from "../contract/marked-kinds.ts";
import type { MarkedKind, Marking } from "../contract/markings.ts";
import { isStricter, MARKED_KINDS } from "../contract/markings.ts";
import type { Directory } from "../directory/directory.ts";
import { InvalidInput } from "../lib/errors.ts";
import type { Queryable } from "../store/database.ts";
import { inTransaction } from "../store/database.ts";
import { appendDefaultMarking, lockDefaultMarkings, readDefaultMarkings } from "../store/markings.ts";

interface DefaultOfKind {
  readonly kind: MarkedKind;
  readonly marking: Marking;
  readonly isSet: boolean;
  readonly atLeast: Marking;
}

/** What a record of each kind bears that is made now. */
export async function defaultMarkingsOf(db: Queryable, programmeId: string): Promise<DefaultOfKind[]> {
  const set = await readDefaultMarkings(db, [programmeId]);
  return MARKED_KINDS.map((kind) => {
    const last = set.findLast((one) => one.kind === kind);
    const { byDefault, atLeast } = markedKinds[kind];
    return {
      kind,
      marking: last?.marking ?? byDefault(""),
      isSet: last !== undefined,
      atLeast: atLeast(""),
    };
  });
}

/** Throws `invalid` naming the kinds whose records may not be as wide as that. Setting what is set already changes nothing. */
export async function changeDefaultMarkings(
  { db, now }: Directory,
  actor: Actor,
  programmeId: string,
  wanted: Readonly<Partial<Record<MarkedKind, Marking>>>,
): Promise<void> {
  const changes = MARKED_KINDS.flatMap((kind) => {
    const marking = wanted[kind];
    return marking === undefined ? [] : [{ kind, marking }];
  });
  const problems = changes.flatMap(({ kind, marking }) => {
    const least = markedKinds[kind].atLeast("");
    return isStricter(least, marking)
      ? [{ pointer: `/${kind}`, detail: `expected ${least} or stricter` }]
      : [];
  });
  if (problems.length > 0)
    throw new InvalidInput("These records are never as widely known as that", problems);
  const since = await now();
  await inTransaction(db, async (tx) => {
    await lockDefaultMarkings(tx, programmeId);
    const current = await defaultMarkingsOf(tx, programmeId);
    for (const { kind, marking } of changes) {
      if (current.find((one) => one.kind === kind)?.marking === marking) continue;
      await appendDefaultMarking(tx, { programmeId, kind, marking, since, setBy: actor.id });
    }
  });
}
