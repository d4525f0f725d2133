import { z } from "zod";
import { narrowed } from "../../auth/scope-of.ts";
import { issueToken, revokeTokenOf, tokensOf } from "../../auth/tokens.ts";
import type { Actor } from "../../contract/actor.ts";
import { id, paging } from "../../contract/common.ts";
import type { token } from "../../contract/tokens.ts";
import { heldTokenPage, madeToken, newToken, tokenPage } from "../../contract/tokens.ts";
import { ConvokeError, NotFound } from "../../lib/errors.ts";
import { readAccount, readAccounts } from "../../store/accounts.ts";
import type { Token, TokenScope } from "../../store/tokens.ts";
import { listAllTokens } from "../../store/tokens.ts";
import type { Api } from "../api.ts";
import { pageById, readIdCursor } from "../cursor.ts";
import { operation } from "../operation.ts";
import type { Operation } from "../operation.ts";
import { programmeOf, programmeSlugs } from "../programme-of.ts";

const DAY_MS = 86_400_000;

export const tokens: readonly Operation[] = [
  operation({
    method: "get",
    path: "/api/v1/accounts/{id}/tokens",
    id: "listTokens",
    tag: "accounts",
    summary: "Tokens of an account that work: your own, or anybody's for an administrator",
    needs: "signed-in",
    params: z.object({ id }),
    success: { status: 200, description: "Newest first.", schema: tokenPage },
    problems: ["not-found"],
    async handle({ api, actor, params }) {
      await demandOwn(api, actor, params.id);
      const slugs = await programmeSlugs(api);
      const items = (await tokensOf(api.db, params.id, await api.engine.now())).map((one) =>
        present(one, slugs),
      );
      return { body: { items, next: null } };
    },
  }),
  operation({
    method: "get",
    path: "/api/v1/tokens",
    id: "listAllTokens",
    tag: "accounts",
    summary: "Tokens of all accounts that work, with whose they are",
    needs: { data: "accounts", act: "read" },
    query: z.strictObject(paging),
    success: { status: 200, description: "A page, newest first.", schema: heldTokenPage },
    async handle({ api, query: { limit, cursor } }) {
      const filter = { now: await api.engine.now(), afterId: readIdCursor(cursor), limit: limit + 1 };
      const { items, next } = pageById(await listAllTokens(api.db, filter), limit, (one) => one.id);
      const [slugs, accounts] = await Promise.all([
        programmeSlugs(api),
        readAccounts(
          api.db,
          items.map(({ accountId }) => accountId),
        ),
      ]);
      const shown = items.flatMap((one) => {
        const holder = accounts.get(one.accountId);
        if (holder === undefined) return [];
        const { name, kind, disabledAt } = holder;
        const account = { id: one.accountId, name, kind, disabled: disabledAt !== null };
        return [{ ...present(one, slugs), account }];
      });
      return { body: { items: shown, next } };
    },
  }),
  operation({
    method: "post",
    path: "/api/v1/accounts/{id}/tokens",
    id: "makeToken",
    tag: "accounts",
    summary: "Make a token that may do less than its account, for a time",
    description: "For your own account, or by an administrator for a service account. It is shown once.",
    needs: "signed-in",
    params: z.object({ id }),
    body: newToken,
    success: { status: 201, description: "The token.", schema: madeToken },
    problems: ["not-found"],
    async handle(call) {
      const { api, actor, params } = call;
      await demandMaking(api, actor, params.id);
      const { label, expiresInDays, scope } = call.body;
      const now = await api.engine.now();
      const wanted: TokenScope = { ...scope, programmes: await programmeIds(api, actor, scope.programmes) };
      const expiresAt = new Date(now.getTime() + expiresInDays * DAY_MS);
      const made = await issueToken(api.db, params.id, { label, scope: wanted, expiresAt }, now);
      const kept = { id: made.id, label, scope: wanted, createdAt: now, expiresAt, lastUsedAt: null };
      return { body: { ...present(kept, await programmeSlugs(api)), token: made.token } };
    },
  }),
  operation({
    method: "post",
    path: "/api/v1/accounts/{id}/tokens/{token}/revoke",
    id: "revokeToken",
    tag: "accounts",
    summary: "Revoke a token at once",
    needs: "signed-in",
    params: z.object({ id, token: id }),
    success: { status: 204, description: "It does not work any more." },
    problems: ["not-found"],
    async handle({ api, actor, params }) {
      await demandOwn(api, actor, params.id);
      await revokeTokenOf(api.db, params.id, params.token, await api.engine.now());
      return {};
    },
  }),
];

/** One's own account, or any for an administrator; to others it does not exist. */
async function demandOwn({ db }: Api, actor: Actor, accountId: string): Promise<void> {
  if (actor.id === accountId) return;
  narrowed(actor, { data: "accounts", act: "keep" });
  if ((await readAccount(db, accountId)) === undefined) throw new NotFound("account", accountId);
}

/** Nobody makes a token in another person's name: what it did would stand as that person's act. */
async function demandMaking({ db }: Api, actor: Actor, accountId: string): Promise<void> {
  if (actor.isScoped === true)
    throw new ConvokeError("forbidden", "A token that may do less than its account makes no tokens");
  if (actor.id === accountId) return;
  narrowed(actor, { data: "accounts", act: "keep" });
  const account = await readAccount(db, accountId);
  if (account === undefined || account.kind !== "service") throw new NotFound("service account", accountId);
}

async function programmeIds(
  api: Api,
  actor: Actor,
  named: readonly string[] | null,
): Promise<string[] | null> {
  if (named === null) return null;
  return await Promise.all(named.map(async (one) => (await programmeOf(api, one, actor)).id));
}

function present(
  one: Pick<Token, "id" | "label" | "scope" | "createdAt" | "expiresAt" | "lastUsedAt">,
  slugs: ReadonlyMap<string, string>,
): z.output<typeof token> {
  const { id: tokenId, label, scope } = one;
  const programmes = scope?.programmes?.map((programme) => slugs.get(programme) ?? programme) ?? null;
  return {
    id: tokenId,
    label,
    scope:
      scope === null
        ? null
        : { readOnly: scope.readOnly, roles: scope.roles === null ? null : [...scope.roles], programmes },
    createdAt: one.createdAt.toISOString(),
    expiresAt: one.expiresAt?.toISOString() ?? null,
    lastUsedAt: one.lastUsedAt?.toISOString() ?? null,
  };
}
