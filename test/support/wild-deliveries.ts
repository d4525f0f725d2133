/** Bodies that nobody in their right mind would send, and some that are nearly right, in every encoding there is. */
import fc from "fast-check";
import { samplesOf } from "./deliveries.ts";

export interface WildBody {
  readonly body: Buffer;
  readonly contentType: string | undefined;
}

const NAMES =
  `type field id ref title key label value options text choice choices labels fields properties email answers
  hidden rows columns toString __proto__ constructor name questions submission rawRequest pretty q1_name q2_x temp_upload
  first last area phone addr_line1 country year month day namedValues response body responder submitDate responseId 1 1.3 1.6
  2 2.1 2.2 2.3 form_id date_created uuid sid changed in_draft _file data mime group custom_1 email-Primary _qf_x your-name
  eventId data submissionId _id d answer question textAnswers answers`.split(/\s+/);
const keys = fc.oneof(fc.constantFrom(...NAMES), fc.string({ unit: "binary" }));
const words = fc.oneof(
  fc.constantFrom(
    "toString",
    "CHECKBOXES",
    "MATRIX",
    "choices",
    "matrix",
    "email",
    "a_b",
    "1",
    '["a",{"link":"https://x.example/a.pdf"}]',
    '{"q1_name":{"first":"A"},"q2_x":["&#0;&#xD800;&amp;"]}',
    'a:2:{i:0;s:3:"abc";i:1;a:1:{s:1:"k";s:9:"v";}}',
    "data:image/png;base64,AAAA",
    "https://x.example/wp-content/uploads/%E0%A4%A",
    "1/2/2025 1:05:09 PM",
    "99999999999999999999",
    "=cmd|' /C calc'!A0",
    "<script>alert(1)</script>{{7*7}}",
    "x\r\nBcc: y@z.example",
  ),
  fc.string({ unit: "binary" }),
);
const anything = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    words,
    fc.constantFrom(null, true, 1e308, -0, []),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(keys, tie("value"), { maxKeys: 5 }),
  ),
})).value;
const list = fc.array(anything, { maxLength: 6 });
const members = fc.dictionary(keys, anything, { maxKeys: 8 });
const asText = fc.oneof(members, anything).map((value) => JSON.stringify(value));

/** Nearly the right shape. A vendor that is not here is sent any object. */
const shapes: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  typeform: fc.record({
    event_id: fc.oneof(words, anything),
    form_response: fc.record({
      hidden: anything,
      variables: anything,
      definition: fc.record({ fields: list }),
      answers: list,
    }),
  }),
  tally: fc.record({
    eventId: fc.oneof(words, anything),
    data: fc.record({ createdAt: anything, fields: list }),
  }),
  jotform: fc.record({
    submissionID: fc.oneof(words, anything),
    pretty: words,
    rawRequest: fc.oneof(members, asText),
  }),
  fillout: fc.record({
    submission: fc.record({ submissionId: words, questions: list, scheduling: anything, quiz: anything }),
  }),
  formbricks: fc.record({
    event: fc.constantFrom("responseFinished", "responseUpdated", "testEndpoint"),
    data: fc.record({ id: words, data: members, variables: anything, contactAttributes: anything }),
  }),
  "standard-webhooks": fc.record({ type: words, timestamp: anything, data: anything }),
  netlify: fc.record({
    id: words,
    data: members,
    human_fields: anything,
    ordered_human_fields: fc.oneof(
      list,
      fc.array(fc.record({ title: anything, name: words, value: anything })),
    ),
  }),
  formspree: fc.record({ keys: fc.oneof(anything, fc.array(words)), submission: members }),
  webflow: fc.oneof(
    fc.record({ _id: words, d: words, data: members }),
    fc.record({
      triggerType: fc.constant("form_submission"),
      payload: fc.record({
        data: members,
        schema: fc.oneof(list, fc.array(fc.record({ fieldName: words, fieldType: anything }))),
      }),
    }),
  ),
  hubspot: fc.oneof(
    fc.array(members, { maxLength: 4 }),
    fc.record({
      vid: anything,
      "portal-id": anything,
      properties: members,
      "form-submissions": fc.oneof(
        list,
        fc.array(fc.record({ "conversion-id": words, timestamp: fc.double() })),
      ),
      "identity-profiles": anything,
      "associated-company": anything,
    }),
  ),
  surveymonkey: fc.record({ event_type: words, object_id: anything, resources: anything }),
  googleforms: fc.oneof(
    fc.record({
      answers: fc.oneof(list, members),
      namedValues: members,
      values: list,
      submittedAt: anything,
    }),
    fc.record({ responses: fc.array(fc.record({ question: words, answer: anything })) }),
    members,
  ),
};

const nearlyRight = (vendor: string): fc.Arbitrary<unknown> => shapes[vendor] ?? members;

const CONTENT_TYPES = [
  "application/json",
  "application/vnd.vendor.v1+json; charset=utf-8",
  "application/x-www-form-urlencoded",
  "multipart/form-data; boundary=x",
  "multipart/form-data",
  "text/plain",
  "application/json; charset=utf-16",
  "",
];

const bytes = fc.uint8Array({ maxLength: 300 }).map((values) => Buffer.from(values));

/** What may come for a vendor: noise, wild JSON, nearly right bodies in three encodings, real ones with a byte changed. */
export function wildBodyFor(vendor: string): fc.Arbitrary<WildBody> {
  const samples = samplesOf(vendor).map(({ delivery }) => delivery);
  const changed = fc.tuple(fc.nat(Math.max(0, samples.length - 1)), fc.nat(), fc.nat(255));
  return fc.oneof(
    fc.tuple(bytes, fc.constantFrom(...CONTENT_TYPES)).map(([body, contentType]) => ({ body, contentType })),
    fc.tuple(anything, fc.constantFrom(...CONTENT_TYPES)).map(([value, contentType]) => ({
      body: Buffer.from(JSON.stringify(value)),
      contentType,
    })),
    {
      weight: 4,
      arbitrary: fc
        .tuple(nearlyRight(vendor), fc.constantFrom(...ENCODINGS))
        .map(([value, encode]) => encode(value)),
    },
    fc.webQueryParameters().map((text) => ({
      body: Buffer.from(text),
      contentType: "application/x-www-form-urlencoded",
    })),
    changed.map(([index, place, byte]) => {
      const sample = samples[index];
      if (sample === undefined || sample.body.length === 0) return { body: Buffer.alloc(0), contentType: "" };
      const body = Buffer.from(sample.body);
      body.writeUInt8(byte, place % body.length);
      return { body, contentType: sample.contentType };
    }),
  );
}

const ENCODINGS: readonly ((value: unknown) => WildBody)[] = [
  (value) => ({ body: Buffer.from(JSON.stringify(value)), contentType: "application/json" }),
  (value) => ({
    body: Buffer.from(
      pairsOf(value)
        .map(([name, text]) => `${escaped(name)}=${escaped(text)}`)
        .join("&"),
    ),
    contentType: "application/x-www-form-urlencoded",
  }),
  (value) => ({
    body: Buffer.from(
      `${pairsOf(value)
        .map(([name, text]) => `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${text}\r\n`)
        .join("")}--x--\r\n`,
    ),
    contentType: "multipart/form-data; boundary=x",
  }),
];

/** Names with PHP's brackets. */
function pairsOf(value: unknown, name = ""): [string, string][] {
  if (typeof value !== "object" || value === null) return [[name, String(value)]];
  return Object.entries(value).flatMap(([key, inner]) =>
    pairsOf(inner, name === "" ? key : `${name}[${key}]`),
  );
}

const escaped = (text: string): string => encodeURIComponent(text.replace(/\p{Surrogate}/gu, "?"));
