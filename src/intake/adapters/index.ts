import type { Adapter } from "../adapter.ts";
import { form } from "./form.ts";
import { tally } from "./tally.ts";
import { typeform } from "./typeform.ts";

/** Every vendor we know, in the order in which the console offers them. */
export const adapters: readonly Adapter[] = [typeform, tally, form];

/** The adapter of a vendor, or undefined when we have none. */
export function adapterOf(vendor: string): Adapter | undefined {
  return adapters.find((adapter) => adapter.vendor === vendor);
}
