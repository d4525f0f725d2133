/** Where a link in a letter leads: it says what will happen and changes nothing until a button is pressed. */
import express from "express";
import type { Request, Response, Router } from "express";
import type { JsonObject } from "../../../workflows/workflow.ts";
import type { OpenLink } from "../../auth/action-links.ts";
import { linkWasUsed, openLink } from "../../auth/action-links.ts";
import { purposeOf } from "../../auth/action-purposes.ts";
import { knownIds } from "../../auth/known-records.ts";
import { partyIdOf, sealRecord } from "../../directory/people.ts";
import { sealWords } from "../../directory/seal-event.ts";
import type { Result } from "../../engine/commands.ts";
import { canonicalJson } from "../../lib/canonical.ts";
import { unstorable } from "../../lib/storable.ts";
import type { ActOffered } from "../../store/action-links.ts";
import { readProgramme } from "../../store/programmes.ts";
import { SYSTEM } from "../../contract/actor.ts";
import type { Api } from "../api.ts";
import { alert, escapeHtml, form } from "../html.ts";
import { addressOf } from "../middleware/address.ts";
import { fieldOf, ownForm, sendPage } from "./browser.ts";
import { fieldsOf, labelsOf, readFields, RECORD, showFields } from "./event-form.ts";

export function serveActions(api: Api): Router {
  const router = express.Router({ caseSensitive: true });
  const { limits } = api;

  router.get("/act/:token", async (request, response) => {
    await limits.tried("link", addressOf(request));
    const open = await openKnown(api, request.params.token);
    const acts = open === undefined ? [] : await possible(api, open);
    if (open === undefined || acts.length === 0) return sendGone(response);
    await show(api, response, { open, acts, token: request.params.token });
  });

  router.post("/act/:token", ...ownForm(api), async (request, response) => {
    await limits.tried("link", addressOf(request));
    const token = String(request.params["token"]);
    const open = await openKnown(api, token);
    const act = open?.link.acts.find(({ event }) => event === fieldOf(request, "event"));
    if (open === undefined || act === undefined) return sendGone(response);
    await actBy(api, response, { open, act, token, request });
  });
  return router;
}

/** A link is no way round a marking or a recusal: to who may not know the record any more it does not work. */
async function openKnown({ db, directory }: Api, token: string): Promise<OpenLink | undefined> {
  const open = await openLink(directory, token);
  if (open === undefined) return undefined;
  const { known } = await knownIds(db, open.actor, [open.instance.id]);
  return known.has(open.instance.id) ? open : undefined;
}

interface Shown {
  readonly open: OpenLink;
  readonly acts: readonly ActOffered[];
  readonly token: string;
  readonly problem?: string;
  readonly typed?: (name: string) => string;
}

async function show(api: Api, response: Response, shown: Shown): Promise<void> {
  const { open, acts, token, problem, typed = () => "" } = shown;
  const programme = await readProgramme(api.db, open.link.programmeId, SYSTEM);
  const forms = acts.map((act) => {
    const fields = showFields(fieldsOf(ruleOf(api, open, act).schema, act.preset), typed);
    const hidden = `<input type="hidden" name="event" value="${escapeHtml(act.event)}">`;
    const meaning = `<p class="hint">What we then note: ${escapeHtml(ruleOf(api, open, act).meaning)}</p>`;
    return `<fieldset>${form(`/act/${encodeURIComponent(token)}`, hidden + fields + meaning, act.label)}</fieldset>`;
  });
  const content = `
    <p><strong>${escapeHtml(programme?.name ?? "")}</strong></p>
    ${alert(problem)}
    <p>Nothing happens until you press ${acts.length === 1 ? "the button" : "one of the buttons"}. The link works once.</p>
    ${forms.join("")}`;
  sendPage(response, problem === undefined ? 200 : 422, titleOf(open), content);
}

const titleOf = ({ link }: OpenLink): string => purposeOf(link.purpose)?.title ?? "Your part";

/** Those of the link's acts that the chart would take now, as far as it can tell before the form is filled in. */
async function possible(api: Api, { link, instance, actor }: OpenLink): Promise<readonly ActOffered[]> {
  const prospects = api.engine.prospects({ instance, now: await api.engine.now() }, actor);
  const refused = new Set(
    prospects
      .filter(({ verdict, isForbidden }) => verdict === "refused" || isForbidden)
      .map(({ type }) => type),
  );
  return link.acts.filter(({ event }) => !refused.has(event));
}

interface Acting {
  readonly open: OpenLink;
  readonly act: ActOffered;
  readonly token: string;
  readonly request: Request;
}

async function actBy(api: Api, response: Response, { open, act, token, request }: Acting): Promise<void> {
  const rule = ruleOf(api, open, act);
  const fields = fieldsOf(rule.schema, act.preset);
  const typed = (name: string): string => fieldOf(request, name);
  const words = readFields(fields, typed);
  const data = { ...words, ...act.preset };
  const parsed = rule.schema.safeParse(data);
  if (!parsed.success || unstorable(data, "").length > 0) {
    const names = parsed.success ? [] : parsed.error.issues.map(({ path }) => String(path[0]));
    const problem = `Please look again at: ${labelsOf([...new Set(names)])}.`;
    return await show(api, response, { open, acts: [act], token, problem, typed });
  }

  const { link, instance, actor } = open;
  const result = await api.engine.send({
    instanceId: instance.id,
    event: { ...(await sealed(api, open, act, data)), type: act.event },
    actor,
    origin: "caller",
    // The link is used once: pressed twice it does the same, and pressed for something else it does nothing.
    key: link.id,
    fingerprint: canonicalJson({ event: act.event, data }),
  });
  if (result.kind === "applied" || result.kind === "duplicate")
    await linkWasUsed(api.directory, link, act.event);
  answer(response, result);
}

function answer(response: Response, result: Result): void {
  switch (result.kind) {
    case "applied":
    case "duplicate":
      return sendPage(response, 200, "Thank you", `<p>It is noted. You need not do anything more.</p>`);
    case "key-reused":
    case "not-found":
      return sendGone(response);
    case "refused":
      return sendPage(
        response,
        409,
        "This is not possible now",
        `<p>Things have moved on since we wrote to you, and nothing was changed. Please reply to our mail: a person will read it.</p>`,
      );
    case "parked":
      return sendPage(
        response,
        503,
        "Not just now",
        `<p>Your case is being looked after. Please try the link again tomorrow, or reply to our mail.</p>`,
      );
    case "rejected":
    case "threw":
      throw result.problem;
    case "stale":
    case "exists":
    case "void":
      return sendGone(response);
  }
}

/** Words are sealed under the party's key before the engine sees them. */
async function sealed(api: Api, open: OpenLink, act: ActOffered, data: JsonObject): Promise<JsonObject> {
  const { directory } = api;
  const partyId = partyIdOf(open.instance.businessKey);
  const text = Object.hasOwn(act.preset, RECORD) ? undefined : data[RECORD];
  const kept =
    typeof text === "string"
      ? {
          ...data,
          [RECORD]: await sealRecord(directory, partyId, { purpose: `event/${act.event}/${RECORD}`, text }),
        }
      : data;
  return await sealWords(directory, ruleOf(api, open, act).schema, kept, { partyId, event: act.event });
}

function ruleOf({ engine }: Api, { instance }: OpenLink, { event }: ActOffered) {
  const rule = engine.registry.version(instance.workflow, instance.version).definition.events[event];
  if (rule === undefined) throw new Error(`The chart of ${instance.workflow} has the event ${event}`);
  return rule;
}

/** The same page for every reason, so that it tells nothing about anybody. */
function sendGone(response: Response): void {
  sendPage(
    response,
    410,
    "This link does not work any more",
    `<p>It has been used, has expired, or is not needed any more. Nothing is lost: reply to the mail it came in, and a person will read it.</p>`,
  );
}
