import { z } from "zod";
import { allAccounts, changeRoles, disableAccount, enableAccount, makeAccount } from "../../auth/accounts.ts";
import {
  account,
  accountPage,
  changeRoles as changeRolesBody,
  madeAccount,
  me,
  newAccount,
} from "../../contract/accounts.ts";
import { id } from "../../contract/common.ts";
import { ConvokeError } from "../../lib/errors.ts";
import type { Account } from "../../store/accounts.ts";
import { operation } from "../operation.ts";
import type { Operation } from "../operation.ts";
import { programmeSlugs } from "../programme-of.ts";
import { nameGrants, resolveGrants } from "./grants.ts";

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
      return { body: { id, name, kind, roles: nameGrants(grants, await programmeSlugs(api)) } };
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
      const slugs = await programmeSlugs(api);
      const items = (await allAccounts(api.db)).map((one) => present(one, slugs));
      return { body: { items, next: null } };
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
      const { account, token } = await makeAccount(api.db, { ...rest, grants }, await api.engine.now());
      return { body: { ...present(account, await programmeSlugs(api)), token } };
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
      const changed = await changeRoles(api.db, params.id, {
        grant: await resolveGrants(api, actor, body.grant, "/grant"),
        revoke: await resolveGrants(api, actor, body.revoke, "/revoke"),
      });
      return { body: present(changed, await programmeSlugs(api)) };
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
      const disabled = await disableAccount(api.db, params.id, await api.engine.now());
      return { body: present(disabled, await programmeSlugs(api)) };
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
      return { body: present(await enableAccount(api.db, params.id), await programmeSlugs(api)) };
    },
  }),
];

const present = (
  { grants, createdAt, disabledAt, ...rest }: Account,
  slugs: ReadonlyMap<string, string>,
) => ({
  ...rest,
  roles: nameGrants(grants, slugs),
  createdAt: createdAt.toISOString(),
  disabledAt: disabledAt?.toISOString() ?? null,
});
