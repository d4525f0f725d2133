import { Views } from "../../src/parts/views.tsx";
import type { States } from "../states.ts";

const choose = (): void => {};

export const states: States = {
  "nothing filtered": () => <Views filters={{}} onChoose={choose} />,
  "a list that may be kept": () => <Views filters={{ owner: "me", state: "triage" }} onChoose={choose} />,
};
