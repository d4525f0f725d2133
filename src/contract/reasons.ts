/**
 * Why a delivery was held, refused or not read: sentences for whoever posted it and whoever looks at it, kept with the delivery
 * as they were said. Read back, they can be said in another language. What a vendor or a schema says is not among them.
 */
import type { Found } from "./sentences.ts";
import { fillIn, readerOf } from "./sentences.ts";

export const REASONS = {
  "address-taken": "The e-mail address is another party's and was left out",
  algorithm: "The header {header} names another algorithm than HS256",
  "another-body": "Another body came under the delivery id of {id}",
  answered: "The engagement answered {answer}",
  boundary: "The header Content-Type names no boundary; expected multipart/form-data; boundary=…",
  charset: "The charset {charset} is not accepted; expected utf-8",
  depth: "The body nests deeper than {count} levels",
  "field-encoding": "Field {field} is not percent-encoded UTF-8",
  "field-size": "A field is larger than {count} bytes",
  "field-twice": "The field {field} stands twice in one object; expected it once",
  fields: "The body has more than {count} fields",
  "file-name": "The name of a file is longer than {count} characters",
  files: "The body has more than {count} files",
  "for-another-body": "The header {header} was issued for another body",
  "form-only": "The body is not a JSON object of fields",
  guards: "Refused by {guards}",
  "header-form": "The header {header} is not {layout} with a signature in {encoding}",
  "header-id": "The header {header} is not 1 to 200 visible ASCII characters without a dot",
  "header-jws": "The header {header} is not a JWS in compact form, signed with HS256",
  "header-list": "The header {header} is not a list of {form} with one space between",
  "header-missing": "The header {header} is missing",
  "header-twice": "The header {header} was sent more than once",
  "hint-only": "SurveyMonkey sends no answers; look up the response {response} there",
  "hint-only-of":
    "SurveyMonkey sends no answers; look up the response {response} of the survey {survey} there",
  "idempotency-key": "The header Idempotency-Key is not one key of 1 to 200 visible ASCII characters",
  issuer: "The header {header} was not issued by {issuer}",
  "jotform-answers": "/rawRequest is not there or no JSON object; expected the answers as Jotform sends them",
  json: "The body is not JSON; expected one JSON value (RFC 8259)",
  late: "The signed time is {seconds} s from ours; expected at most {most}",
  "media-type": "The media type {type} is not accepted; expected {expected}",
  "media-type-missing": "The header Content-Type is missing; expected {expected}",
  "multipart-end": "The body does not end as multipart/form-data ends",
  "name-depth": "The name of field {field} nests deeper than {count} levels",
  "name-length": "The name of field {field} is longer than {count} characters",
  "no-secret": "The source has neither secret nor token",
  nobody: "No name, address or message was found; check the source's mapping",
  "part-headers": "The headers of a part cannot be read",
  paused: "The source is paused",
  "signature-missing": "The signature is missing",
  "signature-unfit": "The header {header} does not fit the body under any secret of the source",
  "signed-by-nobody": "The header {header} is not signed with any secret of the source",
  "source-gone": "The source is gone",
  spam: "Looks like spam: {score} of {most} ({signals})",
  state: "Refused by the state of the engagement",
  "time-form-ms": "The signed time is not a whole number of milliseconds since 1970",
  "time-form-s": "The signed time is not a whole number of seconds since 1970",
  "token-missing": "The token is missing: send it as X-Convoke-Token, as Authorization: Bearer or as ?token=",
  "token-wrong": "The token is wrong",
  "too-large-to-judge": "With its files the delivery is too large for its signature to be judged",
  "utf-8": "The body is not valid UTF-8; expected UTF-8 without invalid bytes",
  "wpforms-json": "{reason}; choose JSON as the request format of the webhook",
} as const;

export type ReasonCode = keyof typeof REASONS;

/** The names in braces. */
type NamesIn<Text> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never;
type Values<Code extends ReasonCode> = Readonly<Record<NamesIn<(typeof REASONS)[Code]>, string | number>>;

/** The sentence; `values` are put in as they are. */
export function reasonText<Code extends ReasonCode>(
  code: Code,
  ...[values]: NamesIn<(typeof REASONS)[Code]> extends never ? [] : [values: Values<Code>]
): string {
  return fillIn(REASONS[code], values ?? {});
}

/** Which sentence it is, and with what in it; undefined for words that are not ours. */
export const readReason: (text: string) => Found<ReasonCode> | undefined = readerOf(REASONS);
