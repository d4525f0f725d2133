import { z } from "zod";
import { withoutTokens } from "../../auth/action-links.ts";
import { knowsDossier } from "../../auth/known-dossier.ts";
import { demandKnownOf, knownPage } from "../../auth/known-records.ts";
import type { Actor } from "../../contract/actor.ts";
import { id, paging } from "../../contract/common.ts";
import { mail, mailPage } from "../../contract/operating.ts";
import { mailById, mailsOf, openMail } from "../../directory/correspondence.ts";
import { NotFound } from "../../lib/errors.ts";
import type { Mail } from "../../store/mails.ts";
import type { Api } from "../api.ts";
import { page, readCursor } from "../cursor.ts";
import { operation } from "../operation.ts";
import type { Operation } from "../operation.ts";

export const mails: readonly Operation[] = [
  operation({
    method: "get",
    path: "/api/v1/mails",
    id: "listMails",
    tag: "mails",
    summary: "Mails that went out or are kept, newest first",
    needs: { data: "mails", act: "read" },
    query: z.strictObject({
      instance: z
        .uuid()
        .optional()
        .meta({ description: "Id of the chart it is about, such as an engagement." }),
      ...paging,
    }),
    success: { status: 200, description: "A page.", schema: mailPage },
    async handle({ api, actor, scope, query: { instance, limit, cursor } }) {
      const rows = await knownPage(api.db, scope, limit, {
        read: async (count, last: Mail | undefined) =>
          await mailsOf(
            api.directory,
            { instanceId: instance, limit: count, after: last ?? readCursor(cursor) },
            scope,
          ),
        about: (row) => row.instanceId,
      });
      const { items, next } = page(
        rows,
        limit,
        (row) => row,
        (row) => row,
      );
      return { body: { items: await Promise.all(items.map((row) => present(api, actor, row))), next } };
    },
  }),
  operation({
    method: "get",
    path: "/api/v1/mails/{id}",
    id: "getMail",
    tag: "mails",
    summary: "Read a mail",
    needs: { data: "mails", act: "read" },
    params: z.object({ id }),
    success: { status: 200, description: "The mail.", schema: mail },
    problems: ["not-found", "sealed"],
    async handle({ api, actor, demand, params }) {
      const found = await mailById(api.directory, params.id, actor);
      if (found === undefined) throw new NotFound("mail", params.id);
      demand({ programmeId: found.programmeId, thing: "mail", id: params.id });
      await demandKnownOf(api.db, actor, found.instanceId);
      return { body: await present(api, actor, found) };
    },
  }),
];

async function present(api: Api, actor: Actor, row: Mail): Promise<z.output<typeof mail>> {
  const { to, subject, text } = await readText(api.directory, row);
  return {
    id: row.id,
    messageId: row.messageId,
    instance: row.instanceId,
    template: row.template,
    audience: row.audience,
    status: row.status,
    createdAt: row.createdAt.toISOString(),
    sentAt: row.sentAt?.toISOString() ?? null,
    to: [...to],
    subject,
    text: (await isWithheld(api, actor, row)) ? WITHHELD : text,
  };
}

/** What is said among those who vet and decide belongs to the dossier, also when it is said in a mail. */
const DOSSIER_AUDIENCES = ["role:vetter", "role:approver", "role:reviewer"];
const WITHHELD = "(Part of the vetting dossier.)";

async function isWithheld(
  { db, engine }: Api,
  actor: Actor,
  { audience, instanceId }: Mail,
): Promise<boolean> {
  if (!DOSSIER_AUDIENCES.includes(audience)) return false;
  const about = instanceId === null ? undefined : await engine.peek(instanceId);
  return about === undefined || !(await knowsDossier(db, actor, about));
}

/** A mail whose party was erased keeps its line in the list, without a word of it. */
async function readText(directory: Api["directory"], row: Mail) {
  try {
    const opened = await openMail(directory, row);
    // Once it is with the party, the link in it is the party's alone; where mails are only kept, it is handed on from here.
    return row.status === "sent" ? { ...opened, text: withoutTokens(opened.text) } : opened;
  } catch {
    return { to: [], subject: "(erased)", text: "" };
  }
}
