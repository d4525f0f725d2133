/** One row of a list as the inquiry that a form would have made of it, or what is wrong with it. */
import { composeInquiry } from "../compose-inquiry.ts";
import type { Draft } from "../fits-field.ts";
import { isUsable } from "../fits-field.ts";
import type { Inquiry, OurField } from "../inquiry.ts";
import { OUR_FIELDS } from "../inquiry.ts";
import type { Mapping } from "../mapping.ts";
import type { Columns } from "./columns.ts";

/** In UTF-16 units: what is longer would be cut. */
const CELL_MAX = 20_000;

/** What was expected, by the code that is kept of it. */
export const EXPECTED = {
  email: "an e-mail address",
  phone: "a telephone number",
  country: "a country, by its name or its ISO 3166-1 alpha-2 code",
  kind: "what they want: to take part, a question, an idea, a formal request or other",
  affiliation: "whether they speak for an organisation or for themselves",
  consent: "yes or no",
  "too-long": `${CELL_MAX} characters at most`,
  cells: "no more cells than there are headings",
  nobody: "a name, an e-mail address, a telephone number or an organisation",
} as const;
export type RowFault = keyof typeof EXPECTED;

interface RowError {
  /** Counted from 0; null when it is about the whole row. */
  readonly column: number | null;
  readonly code: RowFault;
}

export interface ReadRow {
  readonly inquiry: Inquiry;
  readonly errors: readonly RowError[];
}

/** Every cell is kept with the inquiry, mapped or not. */
export function readRow(headings: readonly string[], columns: Columns, cells: readonly string[]): ReadRow {
  const answers = cells.flatMap((value, index): Draft[] =>
    value === "" ? [] : [draftOf(`column ${index + 1}`, headings[index] ?? "", value)],
  );
  const inquiry = composeInquiry(
    { answers, unanswered: UNMAPPED, submittedAt: undefined },
    mappingOf(columns),
  );
  return { inquiry, errors: faultsIn(headings, columns, cells, inquiry) };
}

const draftOf = (key: string, label: string, value: string | null): Draft => ({
  key,
  label,
  type: "cell",
  value,
  sort: "line",
  background: false,
});

/** A field without a column is settled too: what an officer left out is not guessed from another column. */
const nothingFor = (field: OurField): string => `nothing for ${field}`;
const UNMAPPED = OUR_FIELDS.map((field) => draftOf(nothingFor(field), nothingFor(field), null));
const mappingOf = (columns: Columns): Mapping =>
  Object.fromEntries(
    OUR_FIELDS.map((field) => [
      field,
      columns[field]?.map((index) => `column ${index + 1}`) ?? nothingFor(field),
    ]),
  );

function faultsIn(
  headings: readonly string[],
  columns: Columns,
  cells: readonly string[],
  { person, organisation }: Inquiry,
): RowError[] {
  const faults: RowError[] = cells.flatMap((cell, column) =>
    cell.length > CELL_MAX ? [{ column, code: "too-long" as const }] : [],
  );
  if (cells.length > headings.length) faults.push({ column: null, code: "cells" });
  for (const field of JUDGED) {
    for (const column of columns[field] ?? []) {
      const cell = cells[column] ?? "";
      if (cell !== "" && !isUsable(field, cell)) faults.push({ column, code: field });
    }
  }
  if (
    faults.length === 0 &&
    [person.name, person.email, person.phone, organisation].every((one) => one === null)
  )
    faults.push({ column: null, code: "nobody" });
  return faults;
}

/** Fields that not every word fits into. */
const JUDGED = ["email", "phone", "country", "kind", "affiliation", "consent"] as const;
