import { useSuspenseQuery } from "@tanstack/react-query";
import { Chart } from "../../../src/pages/engagement/chart.tsx";
import type { Standing } from "../../../src/pages/engagement/standing.ts";
import { drawingQuery } from "../../../src/parts/standing.ts";
import type { States } from "../../states.ts";

const LOOKS = ["visited", "possible", "blocked", "others", "quiet"] as const;
const EVENTS = { may: ["triage.claimed", "info.requested"], blocked: ["vetting.started"] };
const choose = (): void => {};

/** Every look of a box, as no engagement has them all. */
function EveryLook() {
  const { data } = useSuspenseQuery(drawingQuery("engagement", 1));
  const standings = new Map(
    data.boxes.map(({ path }, at): [string, Standing] => {
      const look = at === 3 ? "current" : (LOOKS[at % LOOKS.length] ?? "quiet");
      const event = look === "possible" || look === "blocked" ? "vetting.started" : undefined;
      return [path, { look, times: at % 4, event }];
    }),
  );
  return (
    <Chart
      workflow="engagement"
      drawing={data}
      standings={standings}
      through={["received", "triage", "screening"]}
      onChoose={choose}
      events={EVENTS}
    />
  );
}

export const states: States = { "every look of a box": EveryLook };
