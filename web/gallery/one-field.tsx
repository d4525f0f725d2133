/** One field of a form, with what somebody types into it. */
import { useState } from "react";
import type { Draft } from "../src/form/draft.ts";
import { Fields } from "../src/form/fields.tsx";
import type { Picks } from "../src/form/picks.ts";
import type { Shape } from "../src/form/shape.ts";

export interface Given {
  readonly name: string;
  /** Tells apart the fields of one name on the page. */
  readonly under: string;
  readonly shape: Shape;
  readonly begun?: Draft;
  readonly isRequired?: boolean;
  readonly wrong?: string;
  readonly picks?: Picks;
}

/** What a state of the gallery is, made of a field. */
export function field({ name, under, shape, begun, isRequired = true, wrong, picks = {} }: Given) {
  return function OneField() {
    const [drafts, setDrafts] = useState({ [name]: begun });
    return (
      <Fields
        fields={[{ name, shape, isRequired, isNullable: false }]}
        drafts={drafts}
        path={`${under}.`}
        onChange={(next) => setDrafts(next as typeof drafts)}
        errors={wrong === undefined ? {} : { [`${under}.${name}`]: wrong }}
        picks={picks}
      />
    );
  };
}
