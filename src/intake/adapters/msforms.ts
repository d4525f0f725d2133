/**
 * Microsoft Forms, sent by Power Automate's HTTP action: what "Get response details" gives
 * (https://learn.microsoft.com/connectors/microsoftforms/), whole or as the flow's author has put it together. Questions
 * are ids without labels; lists and files are JSON written as text.
 */
import type { Adapter } from "../adapter.ts";
import { composeInquiry } from "../compose-inquiry.ts";
import type { Draft } from "../fits-field.ts";
import { plainAnswer } from "../plain-answer.ts";
import { isList, isMembers, type JsonMembers, type JsonValue } from "../safe-json.ts";
import { FORM_TYPES, filesAsDrafts, parseForm, unsigned, type FormPayload } from "./form-body.ts";
import { fileNames, idOf, structureInText, textOf } from "./vendor-values.ts";

export const msforms: Adapter<FormPayload> = {
  vendor: "msforms",
  title: "Microsoft Forms",
  signs: false,
  mediaTypes: FORM_TYPES,

  verify: unsigned("Power Automate"),
  parse: parseForm,

  identify({ fields, idempotencyKey }) {
    const response = responseIdIn(fields);
    return { deliveryKey: idempotencyKey ?? response, submissionKey: response, partial: false };
  },

  read(payload, mapping) {
    const response = responseIn(payload.fields);
    const answers = Object.entries(response)
      .filter(([key]) => !ENVELOPE.has(key))
      .map(draftOf);
    const submittedAt = instantOf(textOf(response["submitDate"]));
    return composeInquiry({ answers: [...answers, ...filesAsDrafts(payload)], submittedAt }, mapping);
  },
};

const ENVELOPE = new Set([
  "submitDate",
  "responseId",
  "resourceData",
  "statusCode",
  "headers",
  "@odata.context",
]);

/** The action's output as it is has the answers in `body`. */
function responseIn(fields: JsonMembers): JsonMembers {
  const body = structureInText(fields["body"]) ?? fields["body"];
  return isMembers(body) ? body : fields;
}

function responseIdIn(fields: JsonMembers): string | null {
  const places = [fields, fields["resourceData"], responseIn(fields)].filter(isMembers);
  const ids = places.map((place) => idOf(place["responseId"]) ?? idOf(place["ResponseId"]));
  return ids.find((id) => id !== null) ?? null;
}

function draftOf([key, value]: [string, JsonValue]): Draft {
  const draft = { key, label: key, background: false };
  if (key === "responder") {
    // Signed in, so not typed; `anonymous` is nobody's address.
    return {
      ...draft,
      label: "Responder",
      type: "responder",
      value: plainAnswer(value),
      sort: "email",
      background: true,
    };
  }
  const structure = structureInText(value) ?? value;
  if (isList(structure)) {
    const areFiles = structure.length > 0 && structure.every((item) => isMembers(item) && "link" in item);
    return areFiles
      ? { ...draft, type: "file", value: fileNames(structure), sort: "file" }
      : { ...draft, type: "list", value: plainAnswer(structure), sort: "choice" };
  }
  const text = typeof value === "string" ? value : "";
  const sort = /\n/.test(text) ? "text" : typeof value === "string" ? "line" : "other";
  return { ...draft, type: "text", value: plainAnswer(structure), sort };
}

/** `8/27/2024 12:34:21 PM` in UTC; ISO 8601, as newer flows have it, stays as it is. */
function instantOf(text: string): string {
  const found = /^(\d{1,2})\/(\d{1,2})\/(\d{4}) (\d{1,2}):(\d\d):(\d\d)\s?([AP])M$/i.exec(text);
  if (found === null) return text;
  const [, month = "", day = "", year = "", hour = "", minute = "", second = "", half = ""] = found;
  const hours = (Number(hour) % 12) + (half.toUpperCase() === "P" ? 12 : 0);
  const date = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  return `${date}T${String(hours).padStart(2, "0")}:${minute}:${second}Z`;
}
