/** Carries out `sendMail`: render, keep it sealed, then send it, where there is a mail host. */
import { mailEffects, type SendMail } from "../../workflows/effects.ts";
import type { JsonObject } from "../../workflows/workflow.ts";
import type { MailCase } from "../../src/directory/correspondence.ts";
import {
  keepMailOf,
  keptWords,
  mailCase as readMailCase,
  openMail,
  programmeNamed,
  recipientsOf,
  wordsOfProgramme,
} from "../../src/directory/correspondence.ts";
import type { Directory } from "../../src/directory/directory.ts";
import { openRecords } from "../../src/directory/people.ts";
import {
  done,
  effectKeyText,
  type Claim,
  type EffectHandler,
  type Outcome,
} from "../../src/engine/outcome.ts";
import { ConvokeError } from "../../src/lib/errors.ts";
import { isId } from "../../src/lib/ids.ts";
import { dispatchMail, type Post } from "./dispatch-mail.ts";
import type { MailTemplate } from "./letter.ts";
import { messageIdOf } from "./message-ids.ts";
import { sealedIds, withOpened } from "./references.ts";
import { renderMail } from "./render.ts";
import type { ActionPurpose } from "../../src/auth/action-purposes.ts";
import { whoMayHear } from "../../src/auth/known-records.ts";
import { labelled } from "./labelled.ts";
import { mailTemplate } from "./templates/index.ts";

export interface SendMailDeps extends Post {
  /** Makes the link by which a party acts without signing in; undefined where there is no party. */
  readonly linkFor: (
    instanceId: string,
    purpose: ActionPurpose,
    by: { readonly effect: string },
  ) => Promise<string | undefined>;
}

export function sendMailHandler(deps: SendMailDeps): EffectHandler {
  return {
    async perform(effect) {
      const asked = mailEffects.sendMail.schema.safeParse(effect.payload);
      if (!asked.success) return giveUp("The effect does not say which mail to send to whom");
      const template = mailTemplate(asked.data.template);
      if (template === undefined) return giveUp(`There is no mail template ${asked.data.template}`);
      if ((template.kind === "letter") !== (asked.data.to === "party")) {
        return giveUp(`The ${template.kind} ${asked.data.template} is not for ${asked.data.to}`);
      }
      const mailCase = await readMailCase(deps.directory, effect.instanceId);
      if (mailCase === undefined) return giveUp(`No instance has the id ${effect.instanceId}`);

      return await write(deps, { effect, asked: asked.data as SendMail, template, mailCase });
    },
  };
}

interface Task {
  readonly effect: Claim;
  readonly asked: SendMail;
  readonly template: MailTemplate;
  readonly mailCase: MailCase;
}

async function write(deps: SendMailDeps, task: Task): Promise<Outcome> {
  const { directory, log } = deps;
  const key = effectKeyText(task.effect);
  try {
    const { instanceId } = task.effect;
    const behind = await recipientsOf(directory, instanceId, task.asked.to);
    const { people, marking } = await whoMayHear(directory.db, instanceId, behind);
    const to = people.map(({ name, email }) => ({ name, email }));
    const data = await openedData(directory, task);
    // An erased party has neither address nor words; a letter to somebody must not have holes in it.
    if (data === undefined && to.length > 0) return retry("Sealed words of the letter cannot be opened");

    // A second attempt sends the first one's words: the link in them is the one that works.
    const earlier = await keptWords(directory, key);
    const content = earlier ?? {
      to,
      ...labelled(
        marking,
        renderMail(task.template, await materialOf(deps, task, data ?? {}, to.length > 0)),
      ),
    };
    const mail = await keepMailOf(directory, {
      effect: key,
      instanceId: task.effect.instanceId,
      template: task.asked.template,
      audience: task.asked.to,
      messageId: messageIdOf(task.effect, deps.publicUrl),
      content,
    });
    if (mail.status === "sent") return done();
    return await dispatchMail(deps, mail, await openMail(directory, mail), task.mailCase.programmeName);
  } catch (error) {
    // The party was erased meanwhile: there is nobody to write to. A notice to staff is tried again without them.
    if (task.template.kind === "notice" || !isErased(error)) throw error;
    log.info({ effect: key }, "A letter was not written, for the party was erased");
    return done();
  }
}

/** The effect's data with sealed words open, for letters only; undefined when some cannot be opened. */
async function openedData(directory: Directory, { asked, template }: Task): Promise<JsonObject | undefined> {
  const ids = sealedIds(asked.data);
  if (ids.length === 0) return asked.data;
  if (template.kind === "notice") return withOpened(asked.data, new Map());
  const opened = await openRecords(directory, ids);
  return ids.every((id) => opened.has(id)) ? withOpened(asked.data, opened) : undefined;
}

async function materialOf(deps: SendMailDeps, task: Task, data: JsonObject, reachesSomebody: boolean) {
  const { directory, publicUrl } = deps;
  const { mailCase, asked } = task;
  const { groupId, groupIds, target } = asked.data;
  const groups = await groupsOf(directory, mailCase, Array.isArray(groupIds) ? groupIds : [groupId]);
  const currentGroups = await groupsOf(directory, mailCase, [mailCase.card["groupId"]]);
  return {
    ...(await spokenWith(directory, task)),
    mailCase,
    audience: asked.to,
    data,
    groups: groups.map(({ name }) => name),
    currentGroups: currentGroups.map(({ name }) => name),
    launchMonth: groups[0]?.launchMonth,
    target: typeof target === "string" ? await targetName(directory, target) : undefined,
    privateLink: reachesSomebody ? await linkOf(deps, task) : undefined,
    consoleLink: `${publicUrl.replace(/\/+$/, "")}/console/${pageOf(mailCase)}/${mailCase.instanceId}`,
  };
}

/** Where the console shows it. What has no page of its own is shown on the engagement's. */
const pageOf = ({ workflow }: MailCase): string => (workflow === "interests" ? "interests" : "engagements");

/** In the language of the person: what they said, else in which they agreed to our text, else the programme's first. */
async function spokenWith(directory: Directory, { template, mailCase }: Task) {
  if (template.kind === "notice" || template.inLanguage === undefined) return {};
  const { languages, acknowledgements } = await wordsOfProgramme(directory, mailCase.programmeId);
  const { language, consent } = mailCase.card as {
    language?: unknown;
    consent?: { language?: unknown } | null;
  };
  const said = [language, consent?.language].filter((one): one is string => typeof one === "string");
  return { languages: [...said, ...languages].map((one) => one.slice(0, 2).toLowerCase()), acknowledgements };
}

/** A link of the letter's own, for what it asks the party to do. */
async function linkOf({ linkFor }: SendMailDeps, { template, effect }: Task): Promise<string | undefined> {
  if (template.kind === "notice" || template.asks === undefined) return undefined;
  return await linkFor(effect.instanceId, template.asks, { effect: effectKeyText(effect) });
}

interface Group {
  readonly name: string;
  readonly launchMonth: string | undefined;
}

/** Groups of the same programme; one that is unknown is left out. */
async function groupsOf(
  directory: Directory,
  { programmeId }: MailCase,
  ids: readonly unknown[],
): Promise<Group[]> {
  const groups: Group[] = [];
  for (const id of ids) {
    if (typeof id !== "string" || !isId(id)) continue;
    const group = await readMailCase(directory, id);
    if (group?.programmeId !== programmeId) continue;
    const { name, launchMonth, launchedOn } = group.card;
    if (typeof name !== "string") continue;
    const isAhead = typeof launchMonth === "string" && typeof launchedOn !== "string";
    groups.push({ name, launchMonth: isAhead ? launchMonth : undefined });
  }
  return groups;
}

/** A programme of ours by its name, another body as it was written; an id that says nothing to a reader is left out. */
async function targetName(directory: Directory, target: string): Promise<string | undefined> {
  return (await programmeNamed(directory, target)) ?? (isId(target) ? undefined : target);
}

const isErased = (error: unknown): boolean => error instanceof ConvokeError && error.code === "sealed";

const retry = (reason: string): Outcome => ({ kind: "retry", reason });
const giveUp = (reason: string): Outcome => ({ kind: "give-up", reason });
