/** Which of two cases goes on when their people become one. */
import type { MergePlan, Side } from "../../contract/merges.ts";
import type { Actor } from "../../contract/actor.ts";
import type { Instance } from "../../store/instances.ts";
import type { Merging } from "./merging.ts";

export interface Cases {
  readonly cases: MergePlan["cases"];
  readonly obstacles: readonly string[];
}

/** An officer of the programme, who may send what a merge sends. */
export const officerOf = (programmeId: string, id: string): Actor => ({
  id,
  kind: "staff",
  name: "Whoever merged them",
  grants: [{ role: "officer", programmeId }],
});

/** What does the chart say of being joined to another case in this state? */
export function mayBeJoined({ engine }: Pick<Merging, "engine">, instance: Instance, now: Date): boolean {
  const actor = officerOf(instance.programmeId, "system");
  const prospect = engine
    .prospects({ instance, now }, actor)
    .find(({ type }) => type === "duplicate.confirmed");
  // Without facts its guards say no; a state that does not listen names none.
  return prospect !== undefined && (prospect.verdict !== "refused" || prospect.guards.length > 0);
}

/** Nothing may be merged into a case in these, nor away from it. */
const CONTESTED = ["appealed"];
const ENDED = ["spam", "undone", "erased", "merged"];

export function chooseCase(
  merging: Pick<Merging, "engine">,
  held: { readonly survivor: Instance | undefined; readonly absorbed: Instance | undefined },
  now: Date,
): Cases {
  const { survivor, absorbed } = held;
  const obstacles = [survivor, absorbed].flatMap((one) => obstaclesOf(one));
  const isLive = (one: Instance | undefined): boolean => one !== undefined && mayBeJoined(merging, one, now);
  if (rank(absorbed, isLive) > rank(survivor, isLive)) {
    const which = isLive(absorbed) ? "live" : "there";
    obstacles.push(`The other one's case is ${which} and would not go on: let them be the survivor`);
  }
  const cases = [
    ...present("survivor", survivor, "goes-on"),
    ...present("absorbed", absorbed, isLive(absorbed) ? "joined" : "stays"),
  ];
  return { cases, obstacles };
}

function obstaclesOf(one: Instance | undefined): string[] {
  if (one === undefined) return [];
  if (one.status === "parked")
    return [`The engagement ${one.id} is parked: retry or skip what it could not take first`];
  return CONTESTED.includes(one.state) ? [`The engagement ${one.id} is under appeal: decide that first`] : [];
}

/** Nothing to go on; over, but it may come back; live. */
function rank(one: Instance | undefined, isLive: (one: Instance | undefined) => boolean): number {
  if (one === undefined || ENDED.includes(one.state)) return 0;
  return isLive(one) ? 2 : 1;
}

const present = (
  of: Side,
  one: Instance | undefined,
  becomes: MergePlan["cases"][number]["becomes"],
): MergePlan["cases"] => (one === undefined ? [] : [{ id: one.id, of, state: one.state, becomes }]);
