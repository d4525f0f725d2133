/** Of what a form has ids: nothing else is asked for, to pick from. Pure. */
import type { Field, IdOf, Shape } from "./shape.ts";

export function idsIn(fields: readonly Field[]): ReadonlySet<IdOf> {
  const of = (shape: Shape): readonly IdOf[] => {
    switch (shape.kind) {
      case "id":
        return [shape.of];
      case "list":
        return of(shape.item);
      case "group":
        return shape.fields.flatMap((field) => of(field.shape));
      case "choice":
        return shape.variants.flatMap(of);
      default:
        return [];
    }
  };
  return new Set(fields.flatMap(({ shape }) => of(shape)));
}
