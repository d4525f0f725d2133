/**
 * HubSpot: https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/request-validation. A
 * workflow sends a contact, or the properties somebody chose; an app's webhooks only say that something has changed.
 */
import { createHash } from "node:crypto";
import { z } from "zod";
import type { Adapter, Identity } from "../adapter.ts";
import { composeInquiry } from "../compose-inquiry.ts";
import type { Draft } from "../fits-field.ts";
import { flatten } from "../form-fields.ts";
import { namedAnswer } from "../named-answers.ts";
import { plainAnswer } from "../plain-answer.ts";
import { isList, isMembers, type JsonMembers, type JsonValue } from "../safe-json.ts";
import { signatureHeaders, verifySignature, type SignatureScheme } from "../signature.ts";
import { JSON_TYPES, json, looseText, parseVendorJson, readEach } from "./vendor-json.ts";

/**
 * Version 3. Versions 1 and 2 are plain hashes without a time: they can be lengthened and replayed. Before it signs, HubSpot
 * decodes some escapes in the address; ours have none.
 */
const SCHEME: SignatureScheme = {
  header: "x-hubspot-signature-v3",
  layout: "{signature}",
  digest: "sha256",
  encoding: "base64",
  time: { unit: "ms", header: "x-hubspot-request-timestamp" },
  signed: ({ method, url, body }, time) => [method, url, body, time],
};

const members = z.record(z.string(), json);
const payloadSchema = z.union([z.array(members).min(1), members]);
type HubSpotPayload = z.infer<typeof payloadSchema>;

export const hubspot: Adapter<HubSpotPayload> = {
  vendor: "hubspot",
  title: "HubSpot",
  signs: true,
  mediaTypes: JSON_TYPES,

  verify: (delivery, secrets) => verifySignature(SCHEME, delivery, secrets),
  sign: (body, secret, posting) => signatureHeaders(SCHEME, body, secret, posting),
  parse: (delivery) => parseVendorJson(delivery, payloadSchema),
  identify: (payload) => (isList(payload) ? identifyEvents(payload) : identifyContact(payload)),

  read(payload, mapping) {
    if (isList(payload)) return composeInquiry({ answers: [], submittedAt: undefined }, mapping);
    const answers = isMembers(payload["properties"])
      ? [...propertiesIn(payload["properties"], false), ...companyIn(payload), ...addressesIn(payload)]
      : [...flatten(payload)].map(([name, value]) => namedAnswer(name, value));
    return composeInquiry({ answers, submittedAt: lastForm(payload)?.at }, mapping);
  },
};

const eventSchema = z.looseObject({ subscriptionType: looseText, objectId: json.optional() });

/** An event that is tried again differs by the count of its attempts. */
function identifyEvents(payload: readonly JsonMembers[]): Identity {
  const said = payload.map(({ attemptNumber: _, ...event }) => JSON.stringify(event)).toSorted();
  const events = readEach(payload, eventSchema);
  const created = events.filter(({ subscriptionType = "" }) => subscriptionType.endsWith(".creation"));
  const ids = created.slice(0, 20).map(({ objectId }) => JSON.stringify(objectId) ?? "(no id)");
  const held = `HubSpot's app webhooks send no contact; look up ${ids.join(", ")} there, or send it by a workflow`;
  return {
    deliveryKey: `events:${createHash("sha256").update(said.join("\n")).digest("hex")}`,
    submissionKey: null,
    partial: created.length === 0,
    keyCoversBody: true,
    ...(created.length === 0 ? {} : { held }),
  };
}

/** A contact is enrolled again and again; only the form it filled in tells one time from another. */
function identifyContact(contact: JsonMembers): Identity {
  const [portal, vid] = [idOf(contact["portal-id"]), idOf(contact["vid"])];
  if (portal === null || vid === null) return { deliveryKey: null, submissionKey: null, partial: false };
  const form = lastForm(contact)?.id;
  const key = form === undefined ? `${portal}/${vid}` : `${portal}/${vid}/${form}`;
  return { deliveryKey: form === undefined ? null : key, submissionKey: key, partial: false };
}

const formSchema = z.looseObject({ "conversion-id": z.string().min(1).max(100), timestamp: json.optional() });

/** The form that was filled in last: its id, and when, ISO 8601. */
function lastForm(contact: JsonMembers): { id: string; at: string | undefined } | undefined {
  const forms = contact["form-submissions"];
  const [last] = readEach(isList(forms) ? forms : [], formSchema).toSorted(
    (a, b) => msOf(b.timestamp) - msOf(a.timestamp),
  );
  if (last === undefined) return undefined;
  const ms = msOf(last.timestamp);
  return { id: last["conversion-id"], at: ms === 0 ? undefined : new Date(ms).toISOString() };
}

/** `{ email: { value, versions } }`, or plain values. What HubSpot keeps for itself begins with `hs_` and the like. */
function propertiesIn(properties: JsonMembers, background: boolean): Draft[] {
  return Object.entries(properties).map(([name, property]) => {
    const value = isMembers(property) && "value" in property ? property["value"] : property;
    const isOwn = /^(?:hs_|hubspot_|num_|associatedcompanyid$)|date$|lifecyclestage|workflow/.test(name);
    return namedAnswer(name, plainAnswer(value), {
      background: background || isOwn,
      ...(isOwn ? { sort: "other" as const } : {}),
      ...(name === "message" ? { sort: "text" as const } : {}),
    });
  });
}

/** The company that the contact belongs to, for a contact that does not name one itself. */
function companyIn({ "associated-company": company }: JsonMembers): Draft[] {
  const properties = isMembers(company) ? company["properties"] : undefined;
  const name = isMembers(properties) ? properties["name"] : undefined;
  const value = isMembers(name) ? name["value"] : name;
  if (typeof value !== "string" || value === "") return [];
  return [namedAnswer("associated-company.name", value, { label: "company", background: true })];
}

const profileSchema = z.looseObject({ identities: z.array(json) });
const identitySchema = z.looseObject({ type: z.literal("EMAIL"), value: z.string() });

function addressesIn({ "identity-profiles": profiles }: JsonMembers): Draft[] {
  return readEach(isList(profiles) ? profiles : [], profileSchema)
    .flatMap(({ identities }) => readEach(identities, identitySchema))
    .map(({ value }) => namedAnswer("identity-profiles.email", value, { sort: "email", background: true }));
}

const idOf = (value: JsonValue | undefined): string | null =>
  typeof value === "number" || (typeof value === "string" && value !== "" && value.length <= 50)
    ? String(value)
    : null;

/** Milliseconds since 1970 within what a date can be; 0 for anything else. */
const msOf = (value: JsonValue | undefined): number =>
  typeof value === "number" && value > 0 && value <= 8.64e15 ? value : 0;
