import type { Known } from "./follow.ts";
import type { Play } from "./play.ts";

/** Where each form posts its deliveries, and what it signs them with. */
export interface Forms {
  readonly typeform: { readonly url: string; readonly secret: string };
  readonly tally: { readonly url: string; readonly secret: string };
  /** The contact page of the programme's own site. */
  readonly page: { readonly url: string };
}

/** What one chapter hands to the next. */
export interface Story {
  readonly play: Play;
  readonly forms: Forms;
  readonly dualUse: Known;
  readonly radiopharmaceuticals: Known;
  readonly shipping: Known;
  readonly insurance: Known;
}
