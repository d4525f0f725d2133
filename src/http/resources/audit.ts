import { z } from "zod";
import { hiddenPeople } from "../../auth/known-people.ts";
import { knownIds } from "../../auth/known-records.ts";
import { viewFor } from "../../auth/may-know.ts";
import type { Actor } from "../../contract/actor.ts";
import { auditExportQuery, auditPage, auditQuery } from "../../contract/audit.ts";
import type { auditRow } from "../../contract/audit.ts";
import { isId } from "../../lib/ids.ts";
import { accountNames } from "../../store/accounts.ts";
import type { AuditFilter, AuditRow } from "../../store/audit.ts";
import { countAudit, HOUSE, listAudit } from "../../store/audit.ts";
import { behindSubjects } from "../../store/audit-subjects.ts";
import type { Api } from "../api.ts";
import { auditCsv, auditCsvHead } from "../audit-csv.ts";
import { auditScopeOf, READ } from "../audit-scope.ts";
import { auditCursor, readAuditCursor } from "../audit-cursor.ts";
import { operation } from "../operation.ts";
import type { Operation } from "../operation.ts";
import { programmeOf, programmeSlugs } from "../programme-of.ts";

const ROWS_AT_ONCE = 500;

export const audit: readonly Operation[] = [
  operation({
    method: "get",
    path: "/api/v1/audit",
    id: "listAudit",
    tag: "audit",
    summary: "Who saw, exported, decided, waived: newest first",
    description:
      "Officers see what they did themselves, approvers their programme, data protection officers and administrators all of " +
      "it. Decisions follow from the journal within some seconds. Looking at the trail is kept too.",
    needs: { data: "audit", act: "read" },
    query: auditQuery,
    success: { status: 200, description: "A page.", schema: auditPage },
    async handle({ api, actor, query: { limit, cursor, ...query } }) {
      const filter = { ...(await filterOf(api, actor, query)), after: readAuditCursor(cursor) };
      const rows = await listAudit(api.db, { ...filter, limit: limit + 1 }, auditScopeOf(actor));
      const shown = rows.slice(0, limit);
      await keepLook(api, actor, { act: "saw", query, counts: countsOf(shown) });
      const last = shown.at(-1);
      const next = rows.length > limit && last !== undefined ? auditCursor(last) : null;
      return { body: { items: await presentAll(api, actor, shown, query), next } };
    },
  }),
  operation({
    method: "get",
    path: "/api/v1/audit/export",
    id: "exportAudit",
    tag: "audit",
    summary: "The same as CSV (RFC 4180), which the trail keeps as exported",
    description: "All rows that the list shows under the same filters, in its order.",
    needs: { data: "audit", act: "read" },
    query: auditExportQuery,
    success: { status: 200, description: "Lines of CSV, in UTF-8.", schema: z.string(), type: "text/csv" },
    async handle({ api, actor, query }) {
      const filter = await filterOf(api, actor, query);
      const scope = auditScopeOf(actor);
      // Read before the export itself becomes a row, and counted up to there.
      const first = await listAudit(api.db, { ...filter, limit: ROWS_AT_ONCE }, scope);
      const counts = first.length < ROWS_AT_ONCE ? countsOf(first) : await countAudit(api.db, filter, scope);
      await keepLook(api, actor, { act: "exported", query, counts });
      return {
        headers: {
          "Content-Type": "text/csv; charset=utf-8",
          "Content-Disposition": 'attachment; filename="audit.csv"',
        },
        lines: csvLines(api, actor, { first, filter, query }),
      };
    },
  }),
];

interface Export {
  readonly first: readonly AuditRow[];
  readonly filter: Omit<AuditFilter, "limit">;
  readonly query: z.output<typeof auditExportQuery>;
}

/** Page by page, from the newest back. */
async function* csvLines(api: Api, actor: Actor, { first, filter, query }: Export): AsyncGenerator<string> {
  yield auditCsvHead;
  for (let rows = first; ;) {
    yield auditCsv(await presentAll(api, actor, rows, query));
    const after = rows.at(-1);
    if (rows.length < ROWS_AT_ONCE || after === undefined) return;
    rows = await listAudit(api.db, { ...filter, after, limit: ROWS_AT_ONCE }, auditScopeOf(actor));
  }
}

async function filterOf(
  api: Api,
  actor: Actor,
  { programme, actor: actorId, act, kind, subject, from, to }: z.output<typeof auditExportQuery>,
): Promise<Omit<AuditFilter, "limit">> {
  const found = programme === undefined ? undefined : await programmeOf(api, programme, actor, "query");
  return {
    programmeId: found?.id,
    actorId,
    act,
    subjectKind: kind,
    subjectId: subject,
    from: from === undefined ? undefined : new Date(from),
    to: to === undefined ? undefined : new Date(to),
  };
}

type Counts = readonly { readonly programmeId: string; readonly count: number }[];

function countsOf(rows: readonly AuditRow[]): Counts {
  const counts = new Map<string, number>();
  for (const { programmeId } of rows) counts.set(programmeId, (counts.get(programmeId) ?? 0) + 1);
  return [...counts].map(([programmeId, count]) => ({ programmeId, count }));
}

/** One row in each programme whose rows are shown; in the house's when there are none. */
async function keepLook(
  { trail }: Api,
  actor: Actor,
  { act, query, counts }: { act: "saw" | "exported"; query: object; counts: Counts },
): Promise<void> {
  const filters = Object.keys(query);
  await trail.record(
    (counts.length === 0 ? [{ programmeId: HOUSE, count: 0 }] : counts).map(({ programmeId, count }) => ({
      programmeId,
      actorId: actor.id,
      onBehalfOf: null,
      act,
      subjectKind: "audit",
      subjectId: null,
      detail: { ...(filters.length > 0 ? { filters } : {}), count },
    })),
  );
}

async function presentAll(
  api: Api,
  actor: Actor,
  rows: readonly AuditRow[],
  { subject }: { readonly subject?: string | undefined },
): Promise<z.output<typeof auditRow>[]> {
  const [slugs, hidden, names] = await Promise.all([
    programmeSlugs(api),
    hiddenFrom(api, actor, rows),
    accountNames(
      api.db,
      rows.map(({ actorId }) => actorId),
    ),
  ]);
  // Rows that are there would say that it is.
  if (subject !== undefined && hidden.has(subject)) return [];
  return rows.map((row) => ({
    ...present(row, slugs, hidden),
    actorName: names.get(row.actorId) ?? null,
  }));
}

/** Ids in these rows of records and people that the caller may not know, and of what is kept beside them; none for whoever sees the trail whole. */
async function hiddenFrom(
  { db }: Api,
  actor: Actor,
  rows: readonly AuditRow[],
): Promise<ReadonlySet<string>> {
  const limited = rows.filter(
    ({ programmeId }) => viewFor(actor, { data: READ.data, programmeId }, READ) !== "whole",
  );
  const named = limited.flatMap(idsIn);
  const behind = await behindSubjects(db, [...new Set(named)]);
  const people = behind.flatMap(({ personId, programmeId }) =>
    personId === null ? [] : [{ id: personId, programmeId }],
  );
  const cases = behind.flatMap(({ instanceId }) => instanceId ?? []);
  const [{ hidden }, hiddenOnes] = await Promise.all([
    knownIds(db, actor, [...named, ...cases]),
    hiddenPeople(db, actor, people),
  ]);
  const all = new Set([...hidden, ...hiddenOnes]);
  const beside = behind.filter(
    ({ instanceId, personId }) => all.has(instanceId ?? "") || all.has(personId ?? ""),
  );
  return new Set([...all, ...beside.map(({ id }) => id)]);
}

const idsIn = ({ act, subjectId, detail }: AuditRow): string[] =>
  // Of an anchor only a number is told.
  act === "anchored"
    ? []
    : (
        `${subjectId ?? ""} ${JSON.stringify(detail)}`.match(/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g) ??
        []
      ).filter(isId);

/** Of what is hidden stays that somebody did this to one of its kind; the chain goes on. */
function present(
  row: AuditRow,
  slugs: ReadonlyMap<string, string>,
  hidden: ReadonlySet<string>,
): Omit<z.output<typeof auditRow>, "actorName"> {
  const { programmeId, seq, at, actorId, onBehalfOf, act, subjectKind, hash } = row;
  const isWithheld = idsIn(row).some((id) => hidden.has(id));
  const subjectId = isWithheld ? null : row.subjectId;
  const detail = isWithheld ? { withheld: true } : row.detail;
  return {
    programme: programmeId === HOUSE ? null : (slugs.get(programmeId) ?? programmeId),
    seq,
    at: at.toISOString(),
    actor: actorId,
    onBehalfOf,
    act,
    subject: { kind: subjectKind, id: subjectId },
    detail:
      act === "anchored" ? { journals: Array.isArray(detail["heads"]) ? detail["heads"].length : 0 } : detail,
    chain: hash,
  };
}
