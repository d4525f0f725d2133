/** What the merge wrote goes back to what was; what somebody said since stays. Pure. */
import { canonicalJson } from "../../lib/canonical.ts";
import type { Standing } from "../../store/organisation-merges.ts";

interface Three {
  readonly was: Standing;
  readonly wrote: Standing;
  readonly is: Standing;
}

export function threeWay({ was, wrote, is }: Three): Standing {
  const back = <Key extends "name" | "shortName" | "kind" | "level" | "country">(key: Key): Standing[Key] =>
    is[key] === wrote[key] ? was[key] : is[key];
  const programmes = new Set([was, wrote, is].flatMap(({ sectors }) => Object.keys(sectors)));
  return {
    name: back("name"),
    shortName: back("shortName"),
    otherNames: listBack(was.otherNames, wrote.otherNames, is.otherNames),
    kind: back("kind"),
    level: back("level"),
    country: back("country"),
    parents: listBack(was.parents, wrote.parents, is.parents),
    sectors: Object.fromEntries(
      [...programmes].map((id) => [
        id,
        listBack(was.sectors[id] ?? [], wrote.sectors[id] ?? [], is.sectors[id] ?? []),
      ]),
    ),
  };
}

/** Names of the fields that are not what the merge wrote. */
export function correctedSince({ wrote, is }: Pick<Three, "wrote" | "is">): string[] {
  const plain = ({ parents, sectors, ...words }: Standing) => ({
    ...words,
    parents: parents.toSorted(),
    sectors: Object.entries(sectors)
      .filter(([, codes]) => codes.length > 0)
      .map(([id, codes]) => `${id} ${codes.toSorted().join(" ")}`)
      .toSorted(),
  });
  const [then, now] = [plain(wrote), plain(is)];
  return (Object.keys(then) as (keyof typeof then)[]).filter(
    (field) => canonicalJson({ it: then[field] }) !== canonicalJson({ it: now[field] }),
  );
}

/** What the merge added goes, what it took comes back; in their old order where nothing else was said. */
function listBack(was: readonly string[], wrote: readonly string[], is: readonly string[]): string[] {
  const returned = was.filter((one) => is.includes(one) || !wrote.includes(one));
  const said = is.filter((one) => !was.includes(one) && !wrote.includes(one));
  return [...returned, ...said];
}
