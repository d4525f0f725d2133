import type { Adapter } from "../adapter.ts";
import { cf7 } from "./cf7.ts";
import { civicrm } from "./civicrm.ts";
import { convoke } from "./convoke.ts";
import { drupal } from "./drupal.ts";
import { fillout } from "./fillout.ts";
import { form } from "./form.ts";
import { formbricks } from "./formbricks.ts";
import { formspree } from "./formspree.ts";
import { googleforms } from "./googleforms.ts";
import { gravityforms } from "./gravityforms.ts";
import { hubspot } from "./hubspot.ts";
import { jotform } from "./jotform.ts";
import { msforms } from "./msforms.ts";
import { netlify } from "./netlify.ts";
import { standardWebhooks } from "./standard-webhooks.ts";
import { surveymonkey } from "./surveymonkey.ts";
import { tally } from "./tally.ts";
import { typeform } from "./typeform.ts";
import { webflow } from "./webflow.ts";
import { wpforms } from "./wpforms.ts";

/** Every vendor we know, in the order in which the console offers them. */
export const adapters: readonly Adapter[] = [
  typeform,
  tally,
  jotform,
  fillout,
  googleforms,
  msforms,
  formbricks,
  formspree,
  gravityforms,
  wpforms,
  cf7,
  webflow,
  netlify,
  hubspot,
  surveymonkey,
  drupal,
  civicrm,
  standardWebhooks,
  form,
  convoke,
];

/** The adapter of a vendor, or undefined when we have none. */
export function adapterOf(vendor: string): Adapter | undefined {
  return adapters.find((adapter) => adapter.vendor === vendor);
}
