/** Records with the marking they bear: the strictest of their own and of what they were derived from. */
import { markedKinds } from "../contract/marked-kinds.ts";
import type { MarkedKind, Marking } from "../contract/markings.ts";
import { MARKED_KINDS, strictest } from "../contract/markings.ts";
import type { Queryable } from "./database.ts";
import type { Instance } from "./instances.ts";
import { readInstances } from "./instances.ts";
import type { DefaultMarking, RecordRef, SetMarking, SourceRow } from "./markings.ts";
import { readDefaultMarkings, readSetMarkings, readSources, refText } from "./markings.ts";
import type { Note } from "./notes.ts";
import { readNotes } from "./notes.ts";

interface MarkedSource {
  readonly ref: RecordRef;
  readonly marking: Marking;
  /** What it asks of the record: its marking, or what its owner released it to. */
  readonly asks: Marking;
  readonly isReleased: boolean;
  readonly record: MarkedRecord;
}

export interface MarkedRecord {
  readonly ref: RecordRef;
  /** The chart it is or belongs to; undefined for a contribution. */
  readonly instance: Instance | undefined;
  /** The account that owns it; a dossier is not its case's owner's, and a note its writer's. */
  readonly ownerId: string | null;
  readonly own: Marking;
  readonly isDefault: boolean;
  /** Account that set its own marking; null when nobody did. */
  readonly setBy: string | null;
  readonly named: readonly string[];
  readonly sources: readonly MarkedSource[];
  /** The strictest of its own and what its sources ask. */
  readonly marking: Marking;
  /** What it will bear once its chart has published it. */
  readonly whenPublished: Marking;
  /** The group whose paper it is. */
  readonly group: Instance | undefined;
}

const INSTANCE_KINDS: ReadonlySet<string> = new Set(
  MARKED_KINDS.filter((kind) => kind !== "contribution" && kind !== "vetting" && kind !== "note"),
);

export const refOf = (instance: Instance): RecordRef | undefined =>
  INSTANCE_KINDS.has(instance.workflow)
    ? { kind: instance.workflow as MarkedKind, id: instance.id }
    : undefined;

/** The dossier that vetting keeps on a case. */
export const dossierOf = ({ workflow, id }: Instance): RecordRef | undefined =>
  workflow === "engagement" ? { kind: "vetting", id } : undefined;

/** All of them, by `refText`. Instances that the caller has read need not be read again. */
export async function readMarkedRecords(
  db: Queryable,
  refs: readonly RecordRef[],
  known: readonly Instance[] = [],
): Promise<ReadonlyMap<string, MarkedRecord>> {
  const gathered = await gather(db, refs, known);
  const folds: Folds = { whole: new Map(), cut: new Set() };
  return new Map(refs.map((ref) => [refText(ref), fold(gathered, folds, ref, new Set())]));
}

interface Gathered {
  readonly instances: Map<string, Instance>;
  readonly set: Map<string, SetMarking>;
  readonly rows: Map<string, SourceRow[]>;
  /** Notes by id, which stand on an engagement each. */
  readonly notes: Map<string, Note>;
  /** What their programmes mark them with when nobody does, oldest first. */
  defaults: readonly DefaultMarking[];
}

/** Read them and whatever they were derived from, level by level. */
async function gather(
  db: Queryable,
  refs: readonly RecordRef[],
  known: readonly Instance[],
): Promise<Gathered> {
  const instances = new Map(known.map((instance) => [instance.id, instance]));
  const gathered: Gathered = {
    instances,
    set: new Map(),
    rows: new Map(),
    notes: new Map(),
    defaults: [],
  };
  const seen = new Set<string>();
  let level = refs;
  while (level.length > 0) {
    for (const ref of level) seen.add(refText(ref));
    const ids = [...new Set(level.map(({ id }) => id))];
    const noted = level.flatMap(({ kind, id }) => (kind === "note" ? [id] : []));
    for (const note of noted.length === 0 ? [] : await readNotes(db, noted))
      gathered.notes.set(note.id, note);
    const unread = level
      .flatMap((ref) => instanceIdOf(gathered, ref) ?? [])
      .filter((id) => !instances.has(id));
    if (unread.length > 0) {
      const read = await readInstances(db, [...new Set(unread)]);
      for (const [id, instance] of read) instances.set(id, instance);
    }
    for (const one of await readSetMarkings(db, ids)) gathered.set.set(refText(one), one);
    for (const row of await readSources(db, ids)) {
      const rows = gathered.rows.get(refText(row)) ?? [];
      if (!rows.some(({ source }) => refText(source) === refText(row.source))) rows.push(row);
      gathered.rows.set(refText(row), rows);
    }
    const next = new Map(
      level.flatMap((ref) => sourceRefs(gathered, ref)).map((ref) => [refText(ref), ref] as const),
    );
    level = [...next.values()].filter((ref) => !seen.has(refText(ref)));
  }
  const programmes = new Set([...instances.values()].map(({ programmeId }) => programmeId));
  gathered.defaults = await readDefaultMarkings(db, [...programmes]);
  await readGroups(db, instances);
  return gathered;
}

/** The chart that a record is, or that it stands on. */
function instanceIdOf({ notes }: Gathered, { kind, id }: RecordRef): string | undefined {
  if (kind === "contribution") return undefined;
  return kind === "note" ? notes.get(id)?.engagementId : id;
}

const instanceOf = (gathered: Gathered, ref: RecordRef): Instance | undefined =>
  gathered.instances.get(instanceIdOf(gathered, ref) ?? "");

/** Who sits in the group of a case is asked too, though no case is derived from its group. */
async function readGroups(db: Queryable, instances: Map<string, Instance>): Promise<void> {
  const ids = [...instances.values()].flatMap((instance) => groupIdOf(instance) ?? []);
  const unread = [...new Set(ids)].filter((id) => !instances.has(id));
  if (unread.length === 0) return;
  for (const [id, instance] of await readInstances(db, unread)) instances.set(id, instance);
}

/** What it was derived from: what its chart says, and what somebody said beside it. */
function sourceRefs(gathered: Gathered, ref: RecordRef): RecordRef[] {
  const said = (gathered.rows.get(refText(ref)) ?? []).map(({ source }) => source);
  const sources = [...derivedFrom(instanceOf(gathered, ref), ref.kind), ...said];
  return [...new Map(sources.map((source) => [refText(source), source])).values()];
}

function derivedFrom(instance: Instance | undefined, kind: MarkedKind): RecordRef[] {
  if (instance === undefined) return [];
  const group = groupIdOf(instance);
  const ofGroup: RecordRef[] = group === undefined ? [] : [{ kind: "working_group", id: group }];
  if (kind === "meeting") return ofGroup;
  if (kind === "vetting" || kind === "note") return [{ kind: "engagement", id: instance.id }];
  if (kind !== "recommendation") return [];
  const { contributions } = contextOf(instance);
  const given = Array.isArray(contributions) ? contributions.filter((id) => typeof id === "string") : [];
  return [...ofGroup, ...given.map((id): RecordRef => ({ kind: "contribution", id }))];
}

export const groupIdOf = ({ card }: Instance): string | undefined =>
  typeof card["groupId"] === "string" ? card["groupId"] : undefined;

export const contextOf = ({ snapshot }: Pick<Instance, "snapshot">): Readonly<Record<string, unknown>> =>
  (snapshot as { readonly context?: Record<string, unknown> }).context ?? {};

interface Folds {
  /** Good for whoever was derived from them. */
  readonly whole: Map<string, MarkedRecord>;
  /** Those of a ring, where it was cut: seen from another of the ring they are others. */
  readonly cut: Set<MarkedRecord>;
}

function fold(gathered: Gathered, folds: Folds, ref: RecordRef, above: ReadonlySet<string>): MarkedRecord {
  const key = refText(ref);
  const done = folds.whole.get(key);
  if (done !== undefined) return done;
  const instance = instanceOf(gathered, ref);
  const rule = markedKinds[ref.kind];
  const set = gathered.set.get(key);
  const own = set?.marking ?? defaultFor(gathered, ref.kind, instance);
  const below = new Set([...above, key]);
  const rows = gathered.rows.get(key) ?? [];
  const named = sourceRefs(gathered, ref);
  const sources = named
    // Two records that name each other as sources are no reason to go round for ever.
    .filter((source) => !below.has(refText(source)))
    .map((source): MarkedSource => {
      const record = fold(gathered, folds, source, below);
      const releasedTo = rows.find((row) => refText(row.source) === refText(source))?.releasedTo ?? null;
      const { marking } = record;
      return { ref: source, marking, asks: releasedTo ?? marking, isReleased: releasedTo !== null, record };
    });
  const asked = sources.map(({ asks }) => asks);
  const groupId = instance === undefined ? undefined : groupIdOf(instance);
  const record: MarkedRecord = {
    ref,
    instance,
    ownerId: ownerOf(gathered, ref, instance),
    own,
    isDefault: set === undefined,
    setBy: set?.setBy ?? null,
    named: set?.named ?? [],
    sources,
    marking: strictest([own, rule.atLeast(instance?.state ?? ""), ...asked]),
    whenPublished: strictest([set?.marking ?? rule.byDefault("published"), ...asked]),
    group:
      ref.kind === "working_group"
        ? instance
        : groupId === undefined
          ? undefined
          : gathered.instances.get(groupId),
  };
  // What is read beside a record must not change what it bears: only what no ring runs through is kept for others.
  const isCut = sources.length < named.length || sources.some((source) => folds.cut.has(source.record));
  if (isCut) folds.cut.add(record);
  else folds.whole.set(key, record);
  return record;
}

/** Nobody owns a dossier, whoever owns the case; a note is whose words it is. */
function ownerOf(
  { notes }: Gathered,
  { kind, id }: RecordRef,
  instance: Instance | undefined,
): string | null {
  if (kind === "vetting") return null;
  return (kind === "note" ? notes.get(id)?.writtenBy : instance?.ownerId) ?? null;
}

/**
 * What a record bears that nobody marked: its programme's default, else its kind's. A default that is raised counts for all
 * at once; one that is lowered for what is made from then on, because nobody's record is lowered over their head.
 */
function defaultFor({ defaults }: Gathered, kind: MarkedKind, instance: Instance | undefined): Marking {
  const { byDefault } = markedKinds[kind];
  const state = instance?.state ?? "";
  // What its chart has published is public, whatever drafts are.
  if (instance === undefined || byDefault(state) !== byDefault("")) return byDefault(state);
  const { programmeId, createdAt } = instance;
  let held = [byDefault(state)];
  for (const one of defaults.filter((row) => row.programmeId === programmeId && row.kind === kind))
    held = one.since <= createdAt ? [one.marking] : [...held, one.marking];
  return strictest(held);
}
