import { OrganisationChip } from "../../src/parts/organisation-chip.tsx";
import { idOf } from "../invented.ts";
import type { States } from "../states.ts";

const drop = (): void => {};

export const states: States = {
  "with a long name": () => <OrganisationChip id={idOf(500)} onDrop={drop} />,
  "whose name is asked for": () => <OrganisationChip id={idOf(501)} onDrop={drop} />,
};
