import { OfflineProblem, Problem } from "../../src/api/problem.ts";
import { Failed } from "../../src/parts/failed.tsx";
import type { States } from "../states.ts";

const retry = (): void => {};
const SENTENCE =
  "Deliveries of this source are held back, since seven of them in a row had no answer to the question for the country.";

export const states: States = {
  "nobody answered": () => (
    <Failed error={new OfflineProblem(new TypeError("Failed to fetch"))} onRetry={retry} />
  ),
  "not found": () => <Failed error={new Problem(404, "not-found", "No engagement has this id")} />,
  "refused, in the server's words": () => (
    <Failed error={new Problem(422, "refused", SENTENCE.repeat(2))} onRetry={retry} />
  ),
  "a defect of ours": () => <Failed error={new TypeError("x is undefined")} onRetry={retry} />,
};
