/** Which columns fill which of our fields: guessed from the headings as forms are, or said by the officer. */
import type { z } from "zod";
import type { FieldProblem } from "../../lib/errors.ts";
import { InvalidInput } from "../../lib/errors.ts";
import { guessFields } from "../guess-field.ts";
import type { OurField } from "../inquiry.ts";
import { OUR_FIELDS } from "../inquiry.ts";
import type { mappingSchema } from "../mapping.ts";

/** Columns count from 0: what a heading says stays in the sealed file. */
export type Columns = Readonly<Partial<Record<OurField, readonly number[]>>>;

/** Fields that several columns are put together for. */
const TAKES_SEVERAL: ReadonlySet<OurField> = new Set(["interests", "concerns", "message"]);

/** `languages` are those of the programme, in its order. */
export function proposeColumns(headings: readonly string[], languages: readonly string[]): Columns {
  const columns: Partial<Record<OurField, number[]>> = {};
  for (const [index, heading] of headings.entries()) {
    const own = OUR_FIELDS.find((field) => fold(field) === fold(heading));
    const field = (own === undefined ? guessFields(heading, languages) : [own]).find(
      (guess) => columns[guess] === undefined || TAKES_SEVERAL.has(guess),
    );
    if (field !== undefined) columns[field] = [...(columns[field] ?? []), index];
  }
  return columns;
}

/** Throws `invalid` for a heading that the file does not have, and for a column that would fill two fields. */
export function columnsNamed(headings: readonly string[], mapping: z.output<typeof mappingSchema>): Columns {
  const problems: FieldProblem[] = [];
  const taken = new Set<number>();
  const columns = Object.entries(mapping).map(([field, named]) => {
    const indexes = (typeof named === "string" ? [named] : named).map((heading) => {
      const index = headings.findIndex((one, at) => fold(one) === fold(heading) && !taken.has(at));
      if (index === -1)
        problems.push({
          pointer: `/mapping/${field}`,
          detail: "expected headings of the file, each for one field",
        });
      taken.add(index);
      return index;
    });
    return [field, indexes] as const;
  });
  if (problems.length > 0) throw new InvalidInput("The mapping does not fit the file", problems);
  return Object.fromEntries(columns);
}

/** The same with headings. */
export const namesOf = (headings: readonly string[] | null, columns: Columns): Record<string, string[]> =>
  Object.fromEntries(
    Object.entries(columns).map(([field, indexes]) => [
      field,
      indexes.map((index) => headingAt(headings, index)),
    ]),
  );

/** Of a file that is gone only where the column stood. */
export const headingAt = (headings: readonly string[] | null, index: number): string =>
  headings?.[index] ?? `column ${index + 1}`;

const fold = (text: string): string => text.normalize("NFKC").replace(/\s+/g, " ").trim().toLowerCase();
