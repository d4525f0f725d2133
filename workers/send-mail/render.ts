/** From a template and a case to the words that are kept and sent. Pure: everything it needs was read before. */
import { DateTime } from "luxon";
import type { JsonObject } from "../../workflows/workflow.ts";
import type { MailCase } from "../../src/directory/correspondence.ts";
import { referenceOf } from "../../src/lib/ids.ts";
import { english, letterFrames } from "./letter-frames.ts";
import type { LetterFacts, MailTemplate, NoticeFacts, Words } from "./letter.ts";
import { oneLine, personName, plainText, spelledOut } from "./plain-text.ts";

/** What was read for one mail. */
export interface Material {
  readonly mailCase: MailCase;
  readonly audience: string;
  /** The effect's data; sealed words are open already in a letter's, and left out of a notice's. */
  readonly data: JsonObject;
  readonly groups: readonly string[];
  readonly currentGroups: readonly string[];
  /** `2013-06`: when the group is to begin; undefined when it has begun or is not known. */
  readonly launchMonth: string | undefined;
  readonly target: string | undefined;
  /** Where the party does what the letter asks for, without signing in; undefined when it asks for nothing. */
  readonly privateLink: string | undefined;
  /** ISO 639-1 codes, the one that is meant first; the letter speaks the first that it can, else English. */
  readonly languages?: readonly string[];
  /** What the programme says to whoever has written, by language. */
  readonly acknowledgements?: ReadonlyMap<string, string>;
  /** Where the console shows the engagement. */
  readonly consoleLink: string;
}

export function renderMail(template: MailTemplate, material: Material): { subject: string; text: string } {
  switch (template.kind) {
    case "letter": {
      const language = languageOf(template, material);
      const write = template.inLanguage?.get(language) ?? template.write;
      return framed(write(letterFacts(material, language)), letterFrame(material, language), material);
    }
    case "notice":
      return framed(template.write(noticeFacts(material)), noticeFrame(material), material);
  }
}

function languageOf(
  { inLanguage }: Extract<MailTemplate, { kind: "letter" }>,
  { languages = [] }: Material,
): string {
  return languages.find((one) => one === "en" || inLanguage?.has(one)) ?? "en";
}

interface Frame {
  readonly greeting: string;
  readonly end: string;
  readonly isNotice: boolean;
}

function framed({ subject, paragraphs }: Words, frame: Frame, { mailCase }: Material) {
  const said = paragraphs.filter((paragraph) => paragraph !== undefined);
  const line = frame.isNotice ? `${subject} [${referenceOf(mailCase.instanceId)}]` : subject;
  return { subject: oneLine(line), text: `${[frame.greeting, ...said, frame.end].join("\n\n")}\n` };
}

function letterFrame({ mailCase }: Material, language: string): Frame {
  const { greeting, regards, reference } = letterFrames.get(language) ?? english;
  return {
    greeting: greeting(personName(mailCase.partyName)),
    end: `${regards}\n${programmeOf(mailCase)}\n\n${reference} ${referenceOf(mailCase.instanceId)}`,
    isNotice: false,
  };
}

/** A lead sees who sits in the group and not how a case stands, so a lead's notice names no state. */
function noticeFrame({ mailCase, audience, consoleLink }: Material): Frame {
  const about = [
    `Reference: ${referenceOf(mailCase.instanceId)}`,
    `Programme: ${programmeOf(mailCase)}`,
    ...(audience === "role:lead" ? [] : [`State: ${spelledOut(mailCase.state)}`]),
    consoleLink,
  ];
  return { greeting: "Hello,", end: `${about.join("\n")}\n\n${whyYou(audience, mailCase)}`, isNotice: true };
}

function whyYou(audience: string, { workflow }: MailCase): string {
  if (audience === "owner")
    return workflow === "interests"
      ? "You get this notice because the form is about you."
      : "You get this notice because the engagement is yours, or waits for an officer.";
  return `You get this notice as ${audience.replace(/^role:/, "")} of the programme.`;
}

function noticeFacts({ mailCase, data, groups, currentGroups, launchMonth, target }: Material): NoticeFacts {
  const due = (timer: string): DateTime | undefined => {
    const at = mailCase.deadlines.get(timer);
    return at === undefined ? undefined : DateTime.fromJSDate(at, { zone: mailCase.zone }).setLocale("en");
  };
  return {
    programme: programmeOf(mailCase),
    groups: groups.map(oneLine),
    currentGroups: currentGroups.map(oneLine),
    launchMonth:
      launchMonth === undefined
        ? undefined
        : DateTime.fromISO(launchMonth, { zone: "UTC" }).setLocale("en").toFormat("MMMM yyyy"),
    target: target === undefined ? undefined : oneLine(target),
    code: (key) => codesOf(data[key])[0],
    codes: (key) => codesOf(data[key]),
    by: (timer, rule) => due(timer)?.toFormat("'by' cccc d MMMM yyyy") ?? rule,
    on: (timer, rule) => due(timer)?.toFormat("'on' cccc d MMMM yyyy") ?? rule,
    before: (timer, rule) => due(timer)?.toFormat(`'before' HH:mm 'on' cccc d MMMM yyyy (z 'time')`) ?? rule,
  };
}

function letterFacts(material: Material, language: string): LetterFacts {
  const { data, privateLink, mailCase, acknowledgements } = material;
  const acknowledgement = plainText(acknowledgements?.get(language) ?? "");
  return {
    ...noticeFacts(material),
    isFormalRequest: mailCase.card["kind"] === "formal_request",
    acknowledgement: acknowledgement === "" ? undefined : acknowledgement,
    day: (timer) => {
      const at = mailCase.deadlines.get(timer);
      if (at === undefined) return undefined;
      const due = DateTime.fromJSDate(at, { zone: mailCase.zone });
      return due.setLocale(language).toLocaleString(DateTime.DATE_HUGE);
    },
    text: (key) => textsOf(data[key])[0],
    texts: (key) => textsOf(data[key]),
    howTo: (act) =>
      privateLink === undefined
        ? `To ${act}, reply to this mail.`
        : `To ${act}, reply to this mail or use your private link, which works once: ${privateLink}`,
  };
}

const programmeOf = ({ programmeName }: MailCase): string => oneLine(programmeName);

const CODE = /^[a-z0-9][a-z0-9_.-]{0,63}$/;

const codesOf = (value: unknown): string[] =>
  listed(value)
    .filter((text) => CODE.test(text))
    .map(spelledOut);

const textsOf = (value: unknown): string[] =>
  listed(value)
    .map(plainText)
    .filter((text) => text !== "");

const listed = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).filter((item): item is string => typeof item === "string");
