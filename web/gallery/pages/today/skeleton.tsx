import { Skeleton } from "../../../src/pages/today/skeleton.tsx";
import type { States } from "../../states.ts";

export const states: States = { "rows that come": Skeleton };
