/** How deliveries, lists and their rows fare, as the colour of the word for it; what is not here is quiet. */
import type { Tone } from "../../parts/status.tsx";

export const DELIVERY_TONES: Readonly<Record<string, Tone>> = {
  accepted: "good",
  held: "soon",
  partial: "soon",
  refused: "bad",
};
export const LIST_TONES: Readonly<Record<string, Tone>> = { done: "good", running: "soon" };
export const ROW_TONES: Readonly<Record<string, Tone>> = { new: "good", error: "bad" };
