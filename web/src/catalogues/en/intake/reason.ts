import type { ReasonCode } from "../../../../../src/contract/reasons.ts";
import { REASONS } from "../../../../../src/contract/reasons.ts";

/** As the server says them; guards are told in sentences of their own. */
export const reason: Readonly<Record<ReasonCode, string>> = { ...REASONS, guards: "Refused: {guards}" };
