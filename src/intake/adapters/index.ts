import type { Adapter } from "../adapter.ts";
import { cf7 } from "./cf7.ts";
import { civicrm } from "./civicrm.ts";
import { drupal } from "./drupal.ts";
import { fillout } from "./fillout.ts";
import { form } from "./form.ts";
import { googleforms } from "./googleforms.ts";
import { gravityforms } from "./gravityforms.ts";
import { jotform } from "./jotform.ts";
import { msforms } from "./msforms.ts";
import { tally } from "./tally.ts";
import { typeform } from "./typeform.ts";

/** Every vendor we know, in the order in which the console offers them. */
export const adapters: readonly Adapter[] = [
  typeform,
  tally,
  jotform,
  fillout,
  googleforms,
  msforms,
  gravityforms,
  cf7,
  drupal,
  civicrm,
  form,
];

/** The adapter of a vendor, or undefined when we have none. */
export function adapterOf(vendor: string): Adapter | undefined {
  return adapters.find((adapter) => adapter.vendor === vendor);
}
