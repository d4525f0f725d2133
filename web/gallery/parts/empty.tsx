import { Empty } from "../../src/parts/empty.tsx";
import { ORGANISATIONS } from "../invented.ts";
import type { States } from "../states.ts";

export const states: States = {
  "only that it is so": () => <Empty title="Nothing is waiting for you." />,
  "and the next step": () => (
    <Empty title="No deliveries yet.">
      <p>
        They come when somebody writes to a form. <a href="#step">Send a test from here</a>
      </p>
    </Empty>
  ),
  "about something with a long name": () => <Empty title={`Nothing fits ${ORGANISATIONS[1]}`} />,
};
