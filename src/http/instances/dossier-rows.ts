/** What a dossier consists of: the events of the vetting, in order. */
import type { z } from "zod";
import type { JsonObject } from "../../../workflows/workflow.ts";
import { DOSSIER_FIELDS } from "../../auth/policy.ts";
import { canonicalJson, sha256 } from "../../lib/canonical.ts";
import { definitionOf } from "../../lib/zod-definition.ts";
import type { JournalRow } from "../../store/journal.ts";
import { readJournal } from "../../store/journal.ts";
import type { Api } from "../api.ts";

const ROWS_AT_ONCE = 500;

/** The rows of a case's journal that its dossier consists of. The caller has checked that it may be read. */
export async function dossierRows({ db }: Pick<Api, "db">, instanceId: string): Promise<JournalRow[]> {
  const found: JournalRow[] = [];
  for (let afterSeq = 0; ;) {
    const rows = await readJournal(db, instanceId, { afterSeq, limit: ROWS_AT_ONCE });
    found.push(
      ...rows.filter(
        ({ event: { type } }) => typeof type === "string" && Object.hasOwn(DOSSIER_FIELDS, type),
      ),
    );
    if (rows.length < ROWS_AT_ONCE) return found;
    afterSeq = rows.at(-1)?.seq ?? afterSeq;
  }
}

/**
 * The event with the hash of the dossier wherever its schema has one that was left out: a person decides on what stands
 * there and has no hash to hand. SHA-256, in hex, of `{ dossier, event }` as canonical JSON: the journal's hashes of the
 * dossier's rows so far, and the event with its words sealed, so that it can be computed again from the journal alone.
 */
export async function withDossierHash(
  api: Pick<Api, "db">,
  instanceId: string,
  { type, schema, data }: { readonly type: string; readonly schema: z.ZodType; readonly data: JsonObject },
): Promise<JsonObject> {
  const left = Object.entries(definitionOf(schema).shape ?? {}).filter(
    ([name, field]) => isMade(field) && data[name] === undefined,
  );
  if (left.length === 0) return data;
  const rows = await dossierRows(api, instanceId);
  const hash = sha256(canonicalJson({ dossier: rows.map((row) => row.hash), event: { ...data, type } }));
  return { ...data, ...Object.fromEntries(left.map(([name]) => [name, hash])) };
}

function isMade(field: z.ZodType): boolean {
  const hints = field.meta()?.["convoke"] as { readonly made?: string } | undefined;
  return hints?.made === "dossier hash";
}
