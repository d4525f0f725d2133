import { enteredCase, newInquiry } from "../../contract/inquiries.ts";
import { findPerson } from "../people/find-person.ts";
import { InvalidInput, NotFound } from "../../lib/errors.ts";
import { enterFor, presentEntered } from "../instances/enter-for.ts";
import { partlyKnownAt } from "../instances/happened-at.ts";
import type { Asking, Operation } from "../operation.ts";
import { operation } from "../operation.ts";
import { programmeOf } from "../programme-of.ts";

export const inquiries: readonly Operation[] = [
  operation({
    method: "post",
    path: "/api/v1/inquiries",
    id: "logInquiry",
    tag: "engagements",
    summary: "Log a call, a letter or a visit",
    description:
      "Opens the person's case, or is kept with the one they have. What was said is sealed under their key; when it happened and when it was entered are told apart.",
    needs: { data: "people", act: "keep" },
    body: newInquiry,
    headers: { "Idempotency-Key": "Makes a repetition of the request safe." },
    success: {
      status: 200,
      description: "What became of it; 201 when a case was opened.",
      schema: enteredCase,
    },
    problems: ["conflict", "refused", "key-reused", "parked"],
    async handle({ api, actor, demand, body, request }) {
      const { person, channel, happenedOn, thirdParty, acknowledge, message, interests, kind } = body;
      const { id: programmeId } = await programmeOf(api, body.programme, actor);
      demand({ programmeId, thing: "programme", id: body.programme });
      // An instant says when better than a day does: the journal has it whole.
      const day = happenedOn === undefined || happenedOn.includes("T") ? {} : { happenedOn };
      const { id, ...said } = person;
      const party = id === undefined ? undefined : await knownPerson({ api, actor, demand }, id, programmeId);
      // Whoever may not know them is told that first, and nothing of the day.
      const happenedAt = await partlyKnownAt(api, programmeId, happenedOn);
      const entered = await enterFor(
        { api, actor, body, request },
        {
          programmeId,
          party,
          fields: { ...said, message, interests, kind },
          purpose: "inquiry",
          origin: "logged",
          happenedAt,
          opening: { type: "inquiry.logged", channel, thirdParty, acknowledge, ...day },
          attaching: { channel, ...day },
        },
      );
      return { status: entered.outcome === "opened" ? 201 : 200, body: presentEntered(entered) };
    },
  }),
];

async function knownPerson(asking: Asking, id: string, programmeId: string) {
  try {
    const found = await findPerson(asking, id);
    if (found.programmeId === programmeId) return found;
  } catch (error) {
    if (!(error instanceof NotFound)) throw error;
  }
  throw new InvalidInput("There is no such person in the programme", [
    { pointer: "/person/id", detail: "expected the id of a person of the programme" },
  ]);
}
