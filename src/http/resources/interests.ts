/** Interests and recusal: who is asked, what came of it, and for the person their own form. */
import type { JsonObject } from "../../../workflows/workflow.ts";
import { demandRecord } from "../../auth/scope-of.ts";
import { newInterests } from "../../contract/interests.ts";
import { instanceDetail } from "../../contract/instances.ts";
import { rolesWithin } from "../../contract/actor.ts";
import { InvalidInput } from "../../lib/errors.ts";
import { readAccount } from "../../store/accounts.ts";
import { readInstanceUnscoped } from "../../store/instances.ts";
import { readParty } from "../../store/parties.ts";
import type { Api } from "../api.ts";
import { openFor } from "../instances/open-instance.ts";
import { instanceOperations } from "../instances/operations.ts";
import type { AnyCall, Operation } from "../operation.ts";
import { operation } from "../operation.ts";
import { programmeOf } from "../programme-of.ts";

const workflow = "interests";

export const interests: readonly Operation[] = [
  ...instanceOperations({ noun: "interests", one: "InterestsForm", workflow, isOfPeople: true }).map(
    forThePersonToo,
  ),
  operation({
    method: "post",
    path: "/api/v1/interests",
    id: "requestInterests",
    tag: "interests",
    summary: "Ask somebody to declare interests",
    description:
      "One form for each person and programme: 409 names the one there is. The form goes out by mail.",
    needs: { data: "interests forms", act: "open", workflow },
    body: newInterests,
    headers: { "Idempotency-Key": "Makes a repetition of the request safe." },
    success: { status: 201, description: "The form.", schema: instanceDetail },
    problems: ["conflict", "refused", "key-reused"],
    async handle({ api, actor, demand, body, request }) {
      const { programme, partyId, accountId, as } = body;
      const { id: programmeId } = await programmeOf(api, programme, actor);
      demand({ programmeId, thing: "programme", id: programme });
      await checkPerson(api, programmeId, body);
      const person: JsonObject = partyId === undefined ? { accountId: accountId ?? "" } : { partyId };
      const data = { person, as };
      return await openFor(api, actor, request, {
        workflow,
        programmeId,
        type: "interests.requested",
        partyId,
        data,
        body,
      });
    },
  }),
];

async function checkPerson(
  { db }: Api,
  programmeId: string,
  { partyId, accountId }: { readonly partyId?: string | undefined; readonly accountId?: string | undefined },
): Promise<void> {
  const party = partyId === undefined ? undefined : await readParty(db, partyId);
  const account = accountId === undefined ? undefined : await readAccount(db, accountId);
  if (party?.programmeId === programmeId) return;
  if (account !== undefined && rolesWithin({ ...account }, programmeId).length > 0) return;
  throw new InvalidInput("Nobody of the programme is meant", [
    {
      pointer: partyId === undefined ? "/accountId" : "/partyId",
      detail: "expected the id of somebody who has a part in the programme",
    },
  ]);
}

/** Whoever a form is about is its stakeholder, whatever else they are: they read it whole and fill it in. */
function forThePersonToo(one: Operation): Operation {
  return {
    ...one,
    async handle(call) {
      const { needs } = one;
      const form = await ownForm(call);
      if (form === undefined || typeof needs === "string") return await one.handle(call);
      const { programmeId } = form;
      const grants = [...call.actor.grants, { role: "stakeholder" as const, programmeId }];
      const actor = { ...call.actor, grants };
      const demand: AnyCall["demand"] = (record) => {
        try {
          return call.demand(record);
        } catch {
          return demandRecord(actor, needs, record);
        }
      };
      // Not a copy: the body is judged when it is read.
      const asTheirs: AnyCall = Object.create(call, { actor: { value: actor }, demand: { value: demand } });
      return await one.handle(asTheirs);
    },
  };
}

async function ownForm({ api, actor, params }: AnyCall) {
  const id = params?.["id"];
  const form = typeof id === "string" ? await readInstanceUnscoped(api.db, id) : undefined;
  const isTheirs = form?.workflow === workflow && form.businessKey === `account:${actor.id}`;
  return isTheirs ? form : undefined;
}
