import { z } from "zod";
import { allAccounts, changeRoles, disableAccount, enableAccount, makeAccount } from "../../auth/accounts.ts";
import { leave } from "../../auth/leaving.ts";
import {
  account,
  accountPage,
  changeRoles as changeRolesBody,
  holdings,
  madeAccount,
  me,
  newAccount,
} from "../../contract/accounts.ts";
import { id } from "../../contract/common.ts";
import { ConvokeError, NotFound } from "../../lib/errors.ts";
import type { Account, Held } from "../../store/accounts.ts";
import { accountNames, listHeld, readAccount } from "../../store/accounts.ts";
import { readHoldings } from "../../store/holdings.ts";
import { ownInterests } from "../../store/own-interests.ts";
import type { Api } from "../api.ts";
import { operation } from "../operation.ts";
import type { Operation } from "../operation.ts";
import { programmeSlugs } from "../programme-of.ts";
import { placeNow } from "../stream/resume.ts";
import { nameGrants, resolveGrants } from "./grants.ts";
import { presentOwn } from "./own-interests.ts";

export const accounts: readonly Operation[] = [
  operation({
    method: "get",
    path: "/api/v1/me",
    id: "whoAmI",
    tag: "accounts",
    summary: "Who you are and what you may do",
    needs: "signed-in",
    success: { status: 200, description: "You.", schema: me },
    async handle({ api, actor: { id, name, kind, grants } }) {
      const listenAfter = await placeNow(api.db);
      const roles = nameGrants(grants, await programmeSlugs(api));
      const interestsAsked = (await ownInterests(api.db, id, "requested")).map(presentOwn);
      return { body: { id, name, kind, roles, interestsAsked, listenAfter } };
    },
  }),
  operation({
    method: "get",
    path: "/api/v1/accounts",
    id: "listAccounts",
    tag: "accounts",
    summary: "List accounts and their roles",
    needs: { data: "accounts", act: "read" },
    success: { status: 200, description: "All of them.", schema: accountPage },
    async handle({ api }) {
      return { body: { items: await presentAll(api, await allAccounts(api.db)), next: null } };
    },
  }),
  operation({
    method: "post",
    path: "/api/v1/accounts",
    id: "makeAccount",
    tag: "accounts",
    summary: "Make an account with roles and a first API token",
    needs: { data: "accounts", act: "keep" },
    body: newAccount,
    success: { status: 201, description: "The account; its token is shown once.", schema: madeAccount },
    async handle({ api, actor, body: { roles, ...rest } }) {
      const grants = await resolveGrants(api, actor, roles);
      const now = await api.engine.now();
      const { account, token } = await makeAccount(api.db, { ...rest, grants }, now, actor.id);
      return { body: { ...(await present(api, account)), token } };
    },
  }),
  operation({
    method: "post",
    path: "/api/v1/accounts/{id}/roles",
    id: "changeRoles",
    tag: "accounts",
    summary: "Give an account roles or take them away",
    needs: { data: "accounts", act: "keep" },
    params: z.object({ id }),
    body: changeRolesBody,
    success: { status: 200, description: "The account.", schema: account },
    problems: ["not-found"],
    async handle({ api, actor, params, body }) {
      const change = {
        grant: await resolveGrants(api, actor, body.grant, "/grant"),
        revoke: await resolveGrants(api, actor, body.revoke, "/revoke"),
      };
      const granting = { by: actor.id, at: await api.engine.now() };
      return { body: await present(api, await changeRoles(api.db, params.id, change, granting)) };
    },
  }),
  operation({
    method: "post",
    path: "/api/v1/accounts/{id}/disable",
    id: "disableAccount",
    tag: "accounts",
    summary: "End an account's sessions and let nothing of it in any more, at once",
    needs: { data: "accounts", act: "keep" },
    params: z.object({ id }),
    success: { status: 200, description: "The account.", schema: account },
    problems: ["not-found", "conflict"],
    async handle({ api, actor, params }) {
      if (params.id === actor.id) throw new ConvokeError("conflict", "Nobody disables their own account");
      return { body: await present(api, await disableAccount(api.db, params.id, await api.engine.now())) };
    },
  }),
  operation({
    method: "post",
    path: "/api/v1/accounts/{id}/enable",
    id: "enableAccount",
    tag: "accounts",
    summary: "Let an account in again",
    needs: { data: "accounts", act: "keep" },
    params: z.object({ id }),
    success: { status: 200, description: "The account.", schema: account },
    problems: ["not-found"],
    async handle({ api, params }) {
      return { body: await present(api, await enableAccount(api.db, params.id)) };
    },
  }),
  operation({
    method: "get",
    path: "/api/v1/accounts/{id}/holdings",
    id: "listHoldings",
    tag: "accounts",
    summary: "What rests on an account and goes to somebody else before it leaves",
    needs: { data: "accounts", act: "read" },
    params: z.object({ id }),
    success: { status: 200, description: "Counts; empty when nothing does.", schema: holdings },
    problems: ["not-found"],
    async handle({ api, params }) {
      if ((await readAccount(api.db, params.id)) === undefined) throw new NotFound("account", params.id);
      const slugs = await programmeSlugs(api);
      const items = (await readHoldings(api.db, params.id)).map(({ programmeId, ...rest }) => ({
        ...rest,
        programme: slugs.get(programmeId) ?? programmeId,
      }));
      return { body: { items, next: null } };
    },
  }),
  operation({
    method: "post",
    path: "/api/v1/accounts/{id}/leave",
    id: "leaveAccount",
    tag: "accounts",
    summary: "End every role, token and session of somebody who leaves, once nothing rests on them",
    needs: { data: "accounts", act: "keep" },
    params: z.object({ id }),
    success: { status: 200, description: "The account.", schema: account },
    problems: ["not-found", "conflict"],
    async handle({ api, actor, params }) {
      if (params.id === actor.id) throw new ConvokeError("conflict", "Nobody ends their own account");
      return { body: await present(api, await leave(api.db, params.id, await api.engine.now())) };
    },
  }),
];

async function present(api: Api, one: Account): Promise<z.output<typeof account>> {
  const [presented] = await presentAll(api, [one]);
  if (presented === undefined) throw new NotFound("account", one.id);
  return presented;
}

/** Each role with the day it was given and whose act that was. */
async function presentAll(api: Api, accounts: readonly Account[]): Promise<z.output<typeof account>[]> {
  const held = await listHeld(
    api.db,
    accounts.map(({ id }) => id),
  );
  const [slugs, names] = await Promise.all([
    programmeSlugs(api),
    accountNames(
      api.db,
      held.flatMap(({ by }) => by ?? []),
    ),
  ]);
  const rolesOf = new Map<string, Held[]>();
  for (const one of held) rolesOf.set(one.accountId, [...(rolesOf.get(one.accountId) ?? []), one]);
  return accounts.map(({ grants: _, createdAt, disabledAt, ...rest }) => ({
    ...rest,
    roles: (rolesOf.get(rest.id) ?? []).flatMap((one) =>
      nameGrants([one], slugs).map((named) => ({
        ...named,
        since: one.since?.toISOString() ?? null,
        by: one.by === null ? null : (names.get(one.by) ?? null),
      })),
    ),
    createdAt: createdAt.toISOString(),
    disabledAt: disabledAt?.toISOString() ?? null,
  }));
}
