/** Of what a form has ids: nothing else is asked for, to pick from. Pure. */
import type { Field, IdOf, Shape } from "./shape.ts";

export function idsOf(shape: Shape): readonly IdOf[] {
  switch (shape.kind) {
    case "id":
      return [shape.of];
    case "list":
      return idsOf(shape.item);
    case "group":
      return shape.fields.flatMap((field) => idsOf(field.shape));
    case "choice":
      return shape.variants.flatMap(idsOf);
    default:
      return [];
  }
}

export const idsIn = (fields: readonly Field[]): ReadonlySet<IdOf> =>
  new Set(fields.flatMap(({ shape }) => idsOf(shape)));
