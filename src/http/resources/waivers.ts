/** Guards are never passed by, only set aside by name with a reason; who did so, when and why is on report (invariant 11). */
import { z } from "zod";
import type { JsonObject } from "../../../workflows/workflow.ts";
import { knownIds } from "../../auth/known-records.ts";
import { waivedPage } from "../../contract/waivers.ts";
import type { waived } from "../../contract/waivers.ts";
import { openWords } from "../../directory/seal-event.ts";
import { NotFound } from "../../lib/errors.ts";
import { readAccount } from "../../store/accounts.ts";
import { instancesWithWaivers } from "../../store/instances.ts";
import type { JournalRow } from "../../store/journal.ts";
import { readJournal } from "../../store/journal.ts";
import { readProgramme } from "../../store/programmes.ts";
import type { Api } from "../api.ts";
import { operation } from "../operation.ts";
import type { Operation } from "../operation.ts";

/** Charts looked through at most: those that changed last. */
const CHARTS_MAX = 500;
const ROWS_AT_ONCE = 500;

export const waivers: readonly Operation[] = [
  operation({
    method: "get",
    path: "/api/v1/programmes/{id}/waivers",
    id: "listWaivers",
    tag: "programmes",
    summary: "Guards that were set aside in a programme: which, by whom, when and why",
    description: "Read from the journal, newest first.",
    needs: { data: "waivers", act: "read" },
    params: z.object({ id: z.string().max(100).meta({ description: "The id or slug." }) }),
    success: { status: 200, description: "All of them.", schema: waivedPage },
    problems: ["not-found"],
    async handle({ api, actor, demand, params }) {
      const programme = await readProgramme(api.db, params.id, actor);
      if (programme === undefined) throw new NotFound("programme", params.id);
      demand({ programmeId: programme.id, thing: "programme", id: params.id });
      const charts = await instancesWithWaivers(api.db, programme.id, CHARTS_MAX);
      const theirs = charts.map(({ id }) => id);
      const { known } = await knownIds(api.db, actor, theirs);
      const items: z.output<typeof waived>[] = [];
      for (const { id, workflow } of charts.filter((one) => known.has(one.id))) {
        for await (const row of waivingRows(api, id)) {
          const [event = row.event] = await openWords(api.directory, [row.event]);
          items.push(...(await present(api, row, event, { instance: id, workflow })));
        }
      }
      return { body: { items: items.toSorted((a, b) => (a.at < b.at ? 1 : -1)), next: null } };
    },
  }),
];

async function* waivingRows({ db }: Api, instanceId: string): AsyncGenerator<JournalRow> {
  for (let afterSeq = 0; ;) {
    const rows = await readJournal(db, instanceId, { afterSeq, limit: ROWS_AT_ONCE });
    yield* rows.filter(({ event }) => waiversIn(event).length > 0);
    if (rows.length < ROWS_AT_ONCE) return;
    afterSeq = rows.at(-1)?.seq ?? afterSeq;
  }
}

/** An event sets one guard aside, or several. */
function waiversIn({ waiver, waivers: several }: JsonObject): JsonObject[] {
  const all = [waiver, ...(Array.isArray(several) ? several : [])];
  return all.filter(
    (one): one is JsonObject => typeof one === "object" && one !== null && !Array.isArray(one),
  );
}

async function present(
  { db }: Api,
  row: JournalRow,
  event: JsonObject,
  where: { readonly instance: string; readonly workflow: string },
): Promise<z.output<typeof waived>[]> {
  const { id } = row.actor as { readonly id: string };
  const account = await readAccount(db, id);
  return waiversIn(event).map(({ guard, reason }) => ({
    guard: textOf(guard),
    // Words whose key was destroyed stay a reference.
    reason: typeof reason === "string" && !reason.startsWith("sealed:") ? reason : null,
    by: { id, name: account?.name ?? null },
    at: row.enteredAt.toISOString(),
    event: textOf(row.event["type"]),
    seq: row.seq,
    ...where,
  }));
}

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");
