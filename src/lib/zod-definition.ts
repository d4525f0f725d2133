import type { z } from "zod";

/** The part of a zod schema's definition that says what it is and what lies below it; zod's own types do not tell. */
export interface ZodDefinition {
  readonly type: string;
  readonly innerType?: z.ZodType;
  readonly element?: z.ZodType;
  readonly shape?: Readonly<Record<string, z.ZodType>>;
  readonly entries?: Readonly<Record<string, string>>;
  readonly format?: string;
}

export const definitionOf = (schema: z.ZodType): ZodDefinition => schema.def as unknown as ZodDefinition;
