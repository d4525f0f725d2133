import type { z } from "zod";
import type { JsonObject } from "../../../workflows/workflow.ts";
import { newEngagement } from "../../contract/engagements.ts";
import { instanceDetail } from "../../contract/instances.ts";
import { forgetParty, identifyParty, sealRecord } from "../../directory/people.ts";
import { demandSender } from "../../engine/admit.ts";
import { ConvokeError } from "../../lib/errors.ts";
import { happenedAtOf } from "../instances/happened-at.ts";
import { openFor } from "../instances/open-instance.ts";
import { instanceOperations } from "../instances/operations.ts";
import { askedEffects } from "./asked-effects.ts";
import { dossier } from "./dossier.ts";
import { engagementBulk } from "./engagement-bulk.ts";
import { engagementExport } from "./engagement-export.ts";
import { engagementLists } from "./engagement-lists.ts";
import { engagementSearch } from "./engagement-search.ts";
import { snoozes } from "./snooze.ts";
import { operation } from "../operation.ts";
import type { Operation, Reply } from "../operation.ts";
import { programmeOf } from "../programme-of.ts";

export const engagements: readonly Operation[] = [
  // Before what stands at an id: `counts` is none.
  ...engagementLists,
  ...engagementBulk,
  ...engagementExport,
  ...engagementSearch,
  ...instanceOperations({
    noun: "engagements",
    one: "Engagement",
    workflow: "engagement",
    hasOwnList: true,
  }),
  ...dossier,
  ...askedEffects,
  ...snoozes,
  operation({
    method: "post",
    path: "/api/v1/engagements",
    id: "openEngagement",
    tag: "engagements",
    summary: "Open a case by its event, for programs that fill in the profile themselves",
    description:
      "Beneath `POST /inquiries` and `POST /nominations`, which people use: those read what was said, and where somebody has a case " +
      "it hears it. Here the profile is taken as it is given, and a party who has a live case is not given a second one: 409 names the first.",
    needs: { data: "case file", act: "open", workflow: "engagement" },
    body: newEngagement,
    headers: { "Idempotency-Key": "Makes a repetition of the request safe." },
    success: { status: 201, description: "The new engagement.", schema: instanceDetail },
    problems: ["conflict", "refused", "key-reused"],
    async handle({ api, actor, demand, body, request }) {
      const programme = await programmeOf(api, body.programme, actor);
      const programmeId = programme.id;
      demand({ programmeId, thing: "programme", id: body.programme });
      // Whoever may not open it so is told that, and not which day it cannot have happened on.
      const { type, happenedOn } = body;
      const machine = api.engine.registry.newest("engagement");
      if (happenedOn !== undefined) demandSender({ machine, event: { type }, actor, programmeId });
      const happenedAt = await happenedAtOf(api, programmeId, happenedOn);
      const { person, message } = body;
      const party = await identifyParty(api.directory, { programmeId, ...person });
      const recordId = await sealRecord(api.directory, party.id, {
        purpose: "inquiry",
        text: JSON.stringify({ person, message }),
      });
      const opening = openFor(api, actor, request, {
        workflow: "engagement",
        programmeId,
        type: body.type,
        partyId: party.id,
        happenedAt,
        body,
        data: { ...dataOf(body), partyId: party.id, recordId },
      });
      return party.isNew
        ? await unlessInVain(opening, () => forgetParty(api.directory, party.id))
        : await opening;
    },
  }),
];

/**
 * A party that was made for a case which then did not open, or had been opened under the same key before, is nobody's:
 * it is forgotten. Not so when the database went away, because then the case may stand.
 */
async function unlessInVain(opening: Promise<Reply>, forget: () => Promise<void>): Promise<Reply> {
  try {
    const reply = await opening;
    if (reply.status !== 201) await forget();
    return reply;
  } catch (error) {
    if (error instanceof ConvokeError && error.code !== "busy") await forget();
    throw error;
  }
}

function dataOf({ type, person, data }: z.output<typeof newEngagement>): JsonObject {
  const { profile, ...rest } = data as JsonObject;
  return {
    ...rest,
    profile: {
      ...emptyProfile,
      named: person.name !== null,
      email: person.email === null ? "none" : "unverified",
      affiliation: person.organisation === null ? "unknown" : "organisation",
      origin: type === "nomination.made" ? "nominated" : "logged",
      ...(profile as JsonObject | undefined),
    },
  };
}

/** What is known of a party before anybody has asked. */
const emptyProfile = {
  affiliation: "unknown",
  country: null,
  interests: [],
  capacity: null,
  kind: "other",
} as const;
