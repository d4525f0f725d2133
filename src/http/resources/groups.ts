import { newGroup } from "../../contract/groups.ts";
import { instanceDetail } from "../../contract/instances.ts";
import { termProblems } from "../../directory/taxonomies.ts";
import { InvalidInput } from "../../lib/errors.ts";
import { openIn } from "../instances/open-instance.ts";
import { instanceOperations } from "../instances/operations.ts";
import { operation } from "../operation.ts";
import type { Asking, Operation } from "../operation.ts";
import { programmeOf } from "../programme-of.ts";

export const groups: readonly Operation[] = [
  ...instanceOperations({ noun: "groups", one: "Group", workflow: "working_group" }),
  operation({
    method: "post",
    path: "/api/v1/groups",
    id: "planGroup",
    tag: "groups",
    summary: "Put a working group on the roadmap",
    description:
      "A planned group takes nobody yet; whoever is approved for it waits on its list (S-010, S-011).",
    needs: { data: "groups", act: "open", workflow: "working_group" },
    body: newGroup,
    headers: { "Idempotency-Key": "Makes a repetition of the request safe." },
    success: { status: 201, description: "The planned group.", schema: instanceDetail },
    problems: ["refused", "key-reused"],
    async handle(call) {
      const { programme, sector } = call.body;
      if (sector !== undefined) await demandSector(call, { programme, sector });
      return await openIn(call, { workflow: "working_group", type: "group.planned" });
    },
  }),
];

/** A group works in a sector of its programme that has not been retired (S-002). Throws `invalid`. */
async function demandSector(
  { api, actor, demand }: Asking,
  { programme, sector }: { readonly programme: string; readonly sector: string },
): Promise<void> {
  const { id: programmeId } = await programmeOf(api, programme, actor);
  demand({ programmeId, thing: "programme", id: programme });
  const uses = [{ code: sector, pointer: "/sector" }];
  const problems = await termProblems(api.db, { programmeId, taxonomy: "sectors" }, uses);
  if (problems.length > 0) throw new InvalidInput(`No new group can work in ${sector}`, problems);
}
