/** Forms about one's own interests: whoever has an account finds theirs, whatever else they may read. */
import type { z } from "zod";
import type { ownInterests as shape } from "../../contract/interests.ts";
import { ownInterestsPage } from "../../contract/interests.ts";
import type { OwnInterests } from "../../store/own-interests.ts";
import { ownInterests } from "../../store/own-interests.ts";
import { operation } from "../operation.ts";
import type { Operation } from "../operation.ts";

export const ownInterestsOperations: readonly Operation[] = [
  operation({
    method: "get",
    path: "/api/v1/me/interests",
    id: "listOwnInterests",
    tag: "interests",
    summary: "Forms about your own interests, one for each programme",
    description: "You read and answer one at /api/v1/interests/{id}, whatever roles you have (S-032).",
    needs: "signed-in",
    success: { status: 200, description: "All of them.", schema: ownInterestsPage },
    async handle({ api, actor }) {
      return { body: { items: (await ownInterests(api.db, actor.id)).map(presentOwn), next: null } };
    },
  }),
];

export const presentOwn = ({ dueAt, ...rest }: OwnInterests): z.output<typeof shape> => ({
  ...rest,
  dueAt: dueAt?.toISOString() ?? null,
});
