/** Which events may be sent where somebody stands, which not and why, and where each leads. Pure. */

export interface Standing {
  readonly stage: string | null;
  readonly state: string;
  readonly accepts: readonly { readonly type: string }[];
  readonly refuses: readonly {
    readonly type: string;
    readonly why: "role" | "state" | "guard";
    readonly detail: string;
    readonly guards: readonly string[];
    readonly needs: readonly string[];
  }[];
}

interface Chart {
  readonly boxes: readonly {
    readonly path: string;
    readonly lane: string | null;
    readonly holds: readonly string[];
  }[];
  readonly edges: readonly {
    readonly from: string;
    readonly to: string;
    readonly events: readonly string[];
  }[];
  readonly anywhere: readonly { readonly to: string | null; readonly events: readonly string[] }[];
}

export type Blocked = Standing["refuses"][number];

/** What one column offers to somebody who is carried to it. */
export interface Landing {
  readonly events: readonly string[];
  /** Events that lead there and are refused just now. */
  readonly blocked: readonly Blocked[];
}

/** Whom one could ask: what only the system or somebody outside sends is no act that staff miss. */
const OUTSIDE = new Set(["system", "public", "stakeholder", "addressee", "member"]);

/** What a guard or a role holds back; an event of another state is no news to anybody. */
export const blockedOf = ({ refuses }: Standing): readonly Blocked[] =>
  refuses.filter(
    ({ why, needs }) => why === "guard" || (why === "role" && !needs.every((one) => OUTSIDE.has(one))),
  );

interface Step {
  readonly to: string;
  readonly events: readonly string[];
}

/** The steps that the chart has from where somebody stands, and from anywhere. */
function stepsFrom({ stage, state }: Pick<Standing, "stage" | "state">, chart: Chart): readonly Step[] {
  const paths = chart.boxes.flatMap(({ path, holds }) => [path, ...holds]);
  const here = paths.filter((path) => path === state || path.endsWith(`.${state}`));
  const own = here.filter((path) => path.startsWith(`${stage}.`));
  const from = new Set(own.length > 0 ? own : here);
  return [
    ...chart.edges.filter((edge) => from.has(edge.from)),
    ...chart.anywhere.flatMap(({ to, events }) => (to === null ? [] : [{ to, events }])),
  ];
}

/** Paths of the states that an event may lead to from there; none where they stay. Which of several, its guards decide. */
export const waysOf = (
  standing: Pick<Standing, "stage" | "state">,
  chart: Chart,
  event: string,
): readonly string[] => [
  ...new Set(stepsFrom(standing, chart).flatMap(({ to, events }) => (events.includes(event) ? [to] : []))),
];

/** By lane of the chart: the five stages, `parked` and `closed`. */
export function landingsOf(standing: Standing, chart: Chart): ReadonlyMap<string, Landing> {
  const laneOf = new Map(
    chart.boxes.flatMap(({ path, lane, holds }) => [path, ...holds].map((one) => [one, lane] as const)),
  );
  const leading = stepsFrom(standing, chart);
  const landings = new Map<string, Landing>();
  for (const lane of new Set(laneOf.values())) {
    if (lane === null) continue;
    const types = new Set(
      leading.filter(({ to }) => (laneOf.get(to) ?? to) === lane).flatMap(({ events }) => events),
    );
    landings.set(lane, {
      events: standing.accepts.map(({ type }) => type).filter((type) => types.has(type)),
      blocked: blockedOf(standing).filter(({ type }) => types.has(type)),
    });
  }
  return landings;
}
