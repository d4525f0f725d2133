/** Saved views: filters under a name, one's own or a programme's. */
import { z } from "zod";
import { grantMeets, scopeOf } from "../../auth/scope-of.ts";
import type { Actor } from "../../contract/actor.ts";
import { id } from "../../contract/common.ts";
import { newView, view, viewPage, viewQuery } from "../../contract/views.ts";
import type { NamedFilters } from "../../directory/saved-views.ts";
import { dropView, openViews, saveView } from "../../directory/saved-views.ts";
import { ConvokeError, NotFound } from "../../lib/errors.ts";
import type { SavedView } from "../../store/views.ts";
import { countViews, listViews } from "../../store/views.ts";
import { READ_CASES } from "../instances/seer.ts";
import { operation } from "../operation.ts";
import type { Operation } from "../operation.ts";
import { programmeOf, programmeSlugs } from "../programme-of.ts";

const VIEWS_MAX = 100;

export const views: readonly Operation[] = [
  operation({
    method: "get",
    path: "/api/v1/views",
    id: "listViews",
    tag: "views",
    summary: "Saved views: your own, and those shared with your programmes",
    // One's own; shared ones come to who works with engagements there.
    needs: "signed-in",
    query: viewQuery,
    success: { status: 200, description: "All of them.", schema: viewPage },
    async handle({ api, actor, query: { programme } }) {
      const within = programme === undefined ? undefined : await programmeOf(api, programme, actor, "query");
      const all = await listViews(api.db, actor.id, worksIn(actor));
      const here = all.filter(
        ({ programmeId }) => programmeId === null || within === undefined || programmeId === within.id,
      );
      const words = await openViews(api.directory, here);
      const slugs = await programmeSlugs(api);
      const items = here
        .flatMap((one) => {
          const named = words.get(one.id);
          return named === undefined ? [] : [present(one, named, actor, slugs)];
        })
        .toSorted((a, b) => Number(b.mine) - Number(a.mine) || a.name.localeCompare(b.name));
      return { body: { items, next: null } };
    },
  }),
  operation({
    method: "post",
    path: "/api/v1/views",
    id: "saveView",
    tag: "views",
    summary: "Keep filters under a name, for yourself or for a programme",
    needs: "signed-in",
    body: newView,
    success: { status: 201, description: "The view.", schema: view },
    problems: ["conflict"],
    async handle({ api, actor, body: { shared, ...named } }) {
      const programmeId = shared === null ? null : (await programmeOf(api, shared, actor)).id;
      const theirs = worksIn(actor);
      if (programmeId !== null && theirs !== null && !theirs.includes(programmeId))
        throw new ConvokeError(
          "forbidden",
          "A view is shared with a programme by who works with its engagements",
        );
      if ((await countViews(api.db, actor.id)) >= VIEWS_MAX)
        throw new ConvokeError("conflict", `You have ${VIEWS_MAX} views; drop one first`);
      const kept = await saveView(api.directory, named, { accountId: actor.id, programmeId });
      return { body: present(kept, named, actor, await programmeSlugs(api)) };
    },
  }),
  operation({
    method: "delete",
    path: "/api/v1/views/{id}",
    id: "dropView",
    tag: "views",
    summary: "Drop a view of yours, for everybody whom it is shared with",
    needs: "signed-in",
    params: z.object({ id }),
    success: { status: 204, description: "It is gone, and its name with it." },
    problems: ["not-found"],
    async handle({ api, actor, params }) {
      if (!(await dropView(api.directory, params.id, actor.id))) throw new NotFound("view", params.id);
      return {};
    },
  }),
];

/** Programmes whose engagements they work with; null stands for every one. To take part in one is not that. */
function worksIn(actor: Actor): readonly string[] | null {
  const grants = actor.grants.filter(grantMeets(READ_CASES));
  const { programmes, seatedIn, assignedIn } = scopeOf({ ...actor, grants }, READ_CASES);
  if (programmes === null || seatedIn === null || assignedIn === null) return null;
  return [...new Set([...programmes, ...seatedIn, ...assignedIn])];
}

const present = (
  { id: viewId, accountId, programmeId, madeAt }: SavedView,
  { name, filters }: NamedFilters,
  actor: Actor,
  slugs: ReadonlyMap<string, string>,
): z.output<typeof view> => ({
  id: viewId,
  name,
  filters,
  shared: programmeId === null ? null : (slugs.get(programmeId) ?? programmeId),
  mine: accountId === actor.id,
  madeAt: madeAt.toISOString(),
});
