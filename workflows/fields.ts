/** Fields that events of several workflows share. Personal data is never one of them: events carry ids and codes. */
import { z } from "zod";
import type { Role } from "./workflow.ts";

/** Words a person wrote. The front door seals them before the step; the machine sees a reference, `sealed:<uuid>`. */
export const freeText = () =>
  z.string().min(1).max(20_000).meta({ sealed: true, description: "Words a person wrote; kept sealed." });

/** What a form lets somebody pick by name where the event carries an id. A hint: whoever draws no forms ignores it. */
type Widget =
  | "country"
  | "language"
  | "zone"
  | "sector"
  | "interest"
  | "undertakings"
  | "erasure"
  | "account"
  | "group"
  | "meeting"
  | "recommendation"
  | "engagement"
  | "person"
  | "organisation"
  | "programme";
const hint = (widget: Widget | "record") => ({ convoke: { widget } });

/** Who signed in: an account of the house, never a name. `roles`: a form offers who holds one of them. */
export const accountId = (...roles: Role[]) =>
  z
    .string()
    .min(1)
    .max(200)
    .meta({
      description: "Id of an account.",
      convoke: { widget: "account", ...(roles.length === 0 ? {} : { roles }) },
    });
/** Another chart. */
export const instanceId = (of: "group" | "meeting" | "recommendation" | "engagement") =>
  z
    .string()
    .min(1)
    .max(200)
    .meta({ description: "Id of another chart, such as a group.", ...hint(of) });
/** A sealed record, party, delivery or meeting kept elsewhere. */
export const reference = (of: Widget | "record" = "record") =>
  z
    .string()
    .min(1)
    .max(200)
    .meta({ description: "Id of something kept elsewhere, such as a record.", ...hint(of) });
/** What the house itself fills in, or sends with what it does by itself: no form asks for it. */
export const madeReference = (made: string) =>
  z
    .string()
    .min(1)
    .max(200)
    .meta({ description: "Id of something kept elsewhere, such as a delivery.", convoke: { made } });
/** The version that undertakings are known by. A form offers those that were used before. */
export const undertakingsVersion = () => z.string().min(1).max(200).meta(hint("undertakings"));
/**
 * A word from a list, such as `conflict_of_interest`. `offered`: what a form lets somebody choose from. A programme that sends
 * events by itself may use words of its own.
 */
export const reasonCode = (...offered: readonly string[]) => {
  const code = z
    .string()
    .regex(
      /^[a-z0-9][a-z0-9_.-]{0,63}$/,
      "expected a code of a-z, 0-9, _, . and -, such as conflict_of_interest",
    );
  return offered.length === 0 ? code : code.meta({ convoke: { choices: offered } });
};
/** A code of one of the programme's own lists. */
export const termCode = (of: "sector" | "interest") => reasonCode().meta(hint(of));
/** ISO 639-1. */
export const languageCode = () =>
  z
    .string()
    .regex(/^[a-z]{2}$/, "expected two letters of ISO 639-1, such as pt")
    .meta(hint("language"));
/** IANA time zone, such as `Europe/Rome`. */
export const timeZone = () =>
  z
    .string()
    .min(1)
    .max(64)
    .meta({ description: "IANA time zone, such as `Europe/Rome`.", ...hint("zone") });
/** ISO 8601 with `Z`. */
export const isoInstant = () => z.iso.datetime();
/** ISO 8601 calendar date, such as `2013-06-01`. */
export const isoDate = () => z.iso.date();
/** Year and month, such as `2013-06`: launches are known to the month. */
export const isoMonth = () => z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, "expected a month such as 2013-06");
/** A day, a month or a year, as far as it is known: `2012-11-23`, `2012-11`, `2012`. */
export const partialDate = () =>
  z
    .string()
    .regex(
      /^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$/,
      "expected a day, a month or a year, such as 2012-11-23, 2012-11 or 2012",
    );
/** ISO 3166-1 alpha-2. */
export const countryCode = () =>
  z
    .string()
    .regex(/^[A-Z]{2}$/, "expected two capital letters of ISO 3166-1, such as GB")
    .meta(hint("country"));
const sha256 = () => z.string().regex(/^[0-9a-f]{64}$/, "expected a SHA-256 as 64 hex digits");

/** What a decision is made on: the house makes it of the dossier as it stands when it is left out. */
export const dossierHash = () =>
  sha256()
    .optional()
    .meta({
      convoke: { made: "dossier hash" },
      description: "SHA-256 of the dossier as it stands with this event; made when it is left out.",
    });

/** A guard set aside by name, with a reason; who did it and when is taken from the step. `guards`: those that may be. */
export const waiver = (...guards: readonly string[]) =>
  z.strictObject({
    guard: z
      .string()
      .min(1)
      .max(100)
      .meta({ convoke: { choices: guards } }),
    reason: freeText(),
  });
