import { Changed } from "../../src/parts/changed.tsx";
import type { States } from "../states.ts";

export const states: States = { "beside what somebody else has just changed": () => <Changed /> };
