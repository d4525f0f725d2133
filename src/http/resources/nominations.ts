import type { z } from "zod";
import { rolesWithin, SYSTEM } from "../../contract/actor.ts";
import { enteredCase, newNomination } from "../../contract/inquiries.ts";
import type { Identified } from "../../directory/people.ts";
import { forgetParty, identifyParty } from "../../directory/people.ts";
import { ConvokeError, InvalidInput } from "../../lib/errors.ts";
import type { Api } from "../api.ts";
import { enterFor, presentEntered } from "../instances/enter-for.ts";
import { partlyKnownAt } from "../instances/happened-at.ts";
import { operation } from "../operation.ts";
import type { Operation } from "../operation.ts";
import { programmeOf } from "../programme-of.ts";

export const nominations: readonly Operation[] = [
  operation({
    method: "post",
    path: "/api/v1/nominations",
    id: "nominate",
    tag: "engagements",
    summary: "Propose somebody for the programme",
    description:
      "Opens the nominee's case, or is kept with the one they have. Who proposed them, staff see and the nominee never. Whoever sees no cases learns only that it was received.",
    needs: { data: "case file", act: "open", workflow: "engagement" },
    body: newNomination,
    headers: { "Idempotency-Key": "Makes a repetition of the request safe." },
    success: { status: 201, description: "It was received.", schema: enteredCase },
    problems: ["conflict", "refused", "key-reused", "parked"],
    async handle({ api, actor, demand, body, request }) {
      const { person, message, interests, nomineeTold, happenedOn } = body;
      const { id: programmeId } = await programmeOf(api, body.programme, actor);
      demand({ programmeId, thing: "programme", id: body.programme });
      const isOfficer = rolesWithin(actor, programmeId).includes("officer");
      checkNominator(body, isOfficer);
      const happenedAt = await partlyKnownAt(api, programmeId, happenedOn);
      const nominator = await nominatorOf(api, programmeId, body);
      const nominatorId = nominator?.id ?? actor.id;
      try {
        const entered = await enterFor(
          { api, actor, body, request },
          {
            programmeId,
            fields: { ...person, message, interests },
            purpose: "nomination",
            origin: "nominated",
            happenedAt,
            opening: {
              type: "nomination.made",
              nomineeTold,
              ...(nominator === undefined ? {} : { nominatorId }),
            },
            attaching: { channel: "nomination", nominatorId },
            // A lead proposes somebody who has a case, and need not know of it: the case hears it from us.
            attachedBy: SYSTEM,
          },
        );
        if (entered.outcome === "repeated") await forgetNew(api, nominator);
        if (isOfficer) return { body: presentEntered(entered) };
        return { body: { outcome: "received", engagement: null, person: null } };
      } catch (error) {
        if (error instanceof ConvokeError && error.code !== "busy") await forgetNew(api, nominator);
        throw error;
      }
    },
  }),
];

function checkNominator({ person, nominator }: z.output<typeof newNomination>, isOfficer: boolean): void {
  if (nominator === undefined) return;
  if (!isOfficer)
    throw new InvalidInput("Only an officer enters a nomination for somebody else", [
      { pointer: "/nominator", detail: "expected to be left out: you are the one who proposes" },
    ]);
  if (nominator.email !== null && nominator.email.toLowerCase() === person.email?.toLowerCase())
    throw new InvalidInput("Nobody nominates themselves; log an inquiry instead", [
      { pointer: "/nominator/email", detail: "expected another address than the nominee's" },
    ]);
}

async function nominatorOf(
  { directory }: Api,
  programmeId: string,
  { nominator }: z.output<typeof newNomination>,
) {
  return nominator === undefined ? undefined : await identifyParty(directory, { programmeId, ...nominator });
}

/** Who was made for a nomination that then was not taken is nobody's. */
async function forgetNew({ directory }: Api, nominator: Identified | undefined): Promise<void> {
  if (nominator?.isNew === true) await forgetParty(directory, nominator.id);
}
