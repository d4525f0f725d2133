/** The figures of a picture as CSV, which the trail keeps as exported. */
import type { Actor } from "../contract/actor.ts";
import { HOUSE } from "../store/audit.ts";
import type { Api } from "./api.ts";
import { csvOf } from "./csv.ts";
import type { Reply } from "./operation.ts";

export type FigureRow = Readonly<Record<string, string | number | null>>;

interface Figure {
  /** In the file's name and in the trail. */
  readonly name: string;
  readonly columns: readonly string[];
  readonly items: readonly FigureRow[];
  /** Undefined for all programmes that the caller has a part in. */
  readonly programmeId: string | undefined;
  /** Of which time; undefined for what is as it stands now. */
  readonly period?: { readonly from: Date; readonly to: Date };
}

export async function exportFigure(
  { trail }: Api,
  actor: Actor,
  { name, columns, items, programmeId, period }: Figure,
): Promise<Reply> {
  await trail.record([
    {
      programmeId: programmeId ?? HOUSE,
      actorId: actor.id,
      onBehalfOf: null,
      act: "exported",
      subjectKind: "insights",
      subjectId: null,
      detail: {
        figure: name,
        ...(period === undefined ? {} : { from: period.from.toISOString(), to: period.to.toISOString() }),
        count: items.length,
      },
    },
  ]);
  return {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="${name}.csv"`,
    },
    body: csvOf([columns, ...items.map((row) => columns.map((column) => row[column] ?? null))]),
  };
}
