import { z } from "zod";
import { knownIds } from "../../auth/known-records.ts";
import type { Actor } from "../../contract/actor.ts";
import { id, paging, programmeName } from "../../contract/common.ts";
import {
  FORECASTS,
  importDetail,
  importMapping,
  importPage,
  importRowPage,
  runOptions,
} from "../../contract/imports.ts";
import { checkAgain, takeFile } from "../../intake/import/check-import.ts";
import { columnsNamed } from "../../intake/import/columns.ts";
import { FILE_BYTES_MAX, notCsv } from "../../intake/import/read-file.ts";
import { cancelImport, runImport, undoImport } from "../../intake/import/run-import.ts";
import { mappingSchema } from "../../intake/mapping.ts";
import { InvalidInput, NotFound } from "../../lib/errors.ts";
import { fieldProblems } from "../../lib/field-problems.ts";
import { listRows } from "../../store/import-rows.ts";
import type { Import } from "../../store/imports.ts";
import { listImports, readImport } from "../../store/imports.ts";
import type { Api } from "../api.ts";
import { page, readCursor } from "../cursor.ts";
import { errorsCsv, presentImport, presentRow } from "../present-import.ts";
import type { Asking, Operation } from "../operation.ts";
import { operation } from "../operation.ts";
import { programmeOf, programmeSlugs } from "../programme-of.ts";

const params = z.object({ id });
const reads = { data: "imports", act: "read" } as const;
const keeps = { data: "imports", act: "keep" } as const;
const CSV = "text/csv";

export const imports: readonly Operation[] = [
  operation({
    method: "post",
    path: "/api/v1/imports",
    id: "takeImport",
    tag: "imports",
    summary: "Hand in a list and see what entering it would do",
    description:
      "A CSV file with a line of headings: UTF-8 with or without a mark, UTF-16 with one, or Windows-1252; commas, semicolons or tabs. Nothing is entered until it is run.",
    needs: keeps,
    bytes: { types: [CSV], max: FILE_BYTES_MAX },
    query: z.strictObject({
      programme: programmeName.default("default").meta({ description: "Slug or id of the programme." }),
    }),
    success: { status: 201, description: "The dry run.", schema: importDetail },
    async handle({ api, actor, demand, query, request }) {
      const { id: programmeId } = await programmeOf(api, query.programme, actor, "query");
      demand({ programmeId, thing: "programme", id: query.programme });
      const bytes: unknown = request.body;
      if (!Buffer.isBuffer(bytes)) throw notCsv("expected a line of headings and a row below it");
      return await shown(api, actor, await takeFile(api.intake, programmeId, { bytes, by: actor }));
    },
  }),
  operation({
    method: "get",
    path: "/api/v1/imports",
    id: "listImports",
    tag: "imports",
    summary: "Lists that were handed in, newest first",
    needs: reads,
    query: z.strictObject(paging),
    success: { status: 200, description: "A page.", schema: importPage },
    async handle({ api, scope, query: { limit, cursor } }) {
      const slugs = await programmeSlugs(api);
      const rows = await listImports(api.db, { limit: limit + 1, after: readCursor(cursor) }, scope);
      const present = ({ id, programmeId, status, rowsCount, createdAt, createdBy }: Import) => ({
        id,
        programme: slugs.get(programmeId) ?? programmeId,
        status,
        rows: rowsCount,
        createdAt: createdAt.toISOString(),
        createdBy,
      });
      return { body: page(rows, limit, ({ createdAt, id }) => ({ createdAt, id }), present) };
    },
  }),
  operation({
    method: "get",
    path: "/api/v1/imports/{id}",
    id: "getImport",
    tag: "imports",
    summary: "Where an import stands",
    needs: reads,
    params,
    success: { status: 200, description: "The import.", schema: importDetail },
    problems: ["not-found"],
    async handle(call) {
      return { body: await presentImport(call.api, await findImport(call)) };
    },
  }),
  operation({
    method: "get",
    path: "/api/v1/imports/{id}/rows",
    id: "listImportRows",
    tag: "imports",
    summary: "What becomes of each row",
    needs: reads,
    params,
    query: z.strictObject({
      forecast: z.enum(FORECASTS).optional().meta({ description: "Only rows with this one." }),
      ...paging,
      cursor: z.coerce.number().int().min(0).default(0).meta({ description: "`next` of the page before." }),
    }),
    success: { status: 200, description: "A page.", schema: importRowPage },
    problems: ["not-found"],
    async handle(call) {
      const { api, actor, query } = call;
      const { limit, cursor, forecast } = query;
      const found = await findImport(call);
      const rows = await listRows(api.db, found.id, { afterRow: cursor, limit: limit + 1, only: forecast });
      const items = rows.slice(0, limit);
      const { headings } = await presentImport(api, found);
      const { known } = await knownIds(
        api.db,
        actor,
        items.flatMap(({ engagementId }) => engagementId ?? []),
      );
      const next = rows.length > limit ? String(items.at(-1)?.row) : null;
      return { body: { items: items.map((row) => presentRow(row, headings, known)), next } };
    },
  }),
  operation({
    method: "get",
    path: "/api/v1/imports/{id}/errors.csv",
    id: "exportImportErrors",
    tag: "imports",
    summary: "Rows that are not entered, each with what was expected, as CSV (RFC 4180)",
    description: "With what stood in the cell, while the file is there.",
    needs: reads,
    params,
    success: { status: 200, description: "Lines of CSV, in UTF-8.", schema: z.string() },
    problems: ["not-found"],
    async handle(call) {
      return {
        headers: {
          "Content-Type": "text/csv; charset=utf-8",
          "Content-Disposition": 'attachment; filename="import-errors.csv"',
        },
        body: await errorsCsv(call.api, await findImport(call)),
      };
    },
  }),
  operation({
    method: "put",
    path: "/api/v1/imports/{id}/mapping",
    id: "changeImportMapping",
    tag: "imports",
    summary: "Say which columns fill which fields, and check again",
    needs: keeps,
    params,
    body: importMapping,
    success: { status: 200, description: "The dry run.", schema: importDetail },
    problems: ["not-found", "conflict"],
    async handle(call) {
      const found = await findImport(call);
      const parsed = mappingSchema.safeParse(call.body.mapping);
      if (!parsed.success)
        throw new InvalidInput("The mapping is not as expected", fieldProblems(parsed.error, "/mapping"));
      await checkAgain(call.api.intake, found, (headings) => columnsNamed(headings, parsed.data));
      return await shown(call.api, call.actor, found.id);
    },
  }),
  operation({
    method: "post",
    path: "/api/v1/imports/{id}/run",
    id: "runImport",
    tag: "imports",
    summary: "Enter the rows that have no error",
    description:
      "Each row once, whatever happens on the way. Nobody is written to unless `acknowledge` says so. Its file is destroyed when it has ended.",
    needs: keeps,
    params,
    body: runOptions,
    success: { status: 202, description: "It has begun.", schema: importDetail },
    problems: ["not-found", "conflict"],
    async handle(call) {
      const { api, actor } = call;
      const found = await findImport(call);
      await runImport(api.intake, found, { by: actor, options: call.body });
      return await shown(api, actor, found.id);
    },
  }),
  operation({
    method: "post",
    path: "/api/v1/imports/{id}/cancel",
    id: "cancelImport",
    tag: "imports",
    summary: "Stop after the rows at hand, or drop a list that was only checked",
    description: "What was entered stays and can be undone. The file is destroyed.",
    needs: keeps,
    params,
    success: { status: 200, description: "The import.", schema: importDetail },
    problems: ["not-found", "conflict"],
    async handle(call) {
      const found = await findImport(call);
      await cancelImport(call.api.intake, found);
      return await shown(call.api, call.actor, found.id);
    },
  }),
  operation({
    method: "post",
    path: "/api/v1/imports/{id}/undo",
    id: "undoImport",
    tag: "imports",
    summary: "Take back what it entered, but for what something has become of since",
    description:
      "Within 30 days of its end. Nobody is written to. `/rows` says of each row whether it was taken back.",
    needs: keeps,
    params,
    success: { status: 202, description: "It has begun.", schema: importDetail },
    problems: ["not-found", "conflict"],
    async handle(call) {
      const found = await findImport(call);
      await undoImport(call.api.intake, found, call.actor);
      return await shown(call.api, call.actor, found.id);
    },
  }),
];

async function findImport({
  api,
  actor,
  demand,
  params: { id },
}: Asking & { readonly params: { readonly id: string } }): Promise<Import> {
  const found = await readImport(api.db, id, actor);
  if (found === undefined) throw new NotFound("import", id);
  demand({ programmeId: found.programmeId, thing: "import", id });
  return found;
}

async function shown(api: Api, actor: Actor, id: string) {
  const found = await readImport(api.db, id, actor);
  if (found === undefined) throw new NotFound("import", id);
  return { body: await presentImport(api, found) };
}
