import { field } from "../one-field.tsx";
import type { Shape } from "../../src/form/shape.ts";
import type { States } from "../states.ts";

const inside: Shape = {
  kind: "group",
  fields: [
    { name: "name", shape: { kind: "line", isCode: false, max: 200 }, isRequired: true, isNullable: false },
    { name: "country", shape: { kind: "line", isCode: false, max: 2 }, isRequired: false, isNullable: false },
  ],
};

export const states: States = {
  "several controls under one name": field({
    under: "together",
    name: "organisation",
    shape: inside,
    begun: {},
  }),
  "and something wrong with all of them": field({
    under: "all-wrong",
    name: "organisation",
    shape: inside,
    begun: {},
    wrong: "Name the organisation or leave it out.",
  }),
  "folded, since they may be left out": field({
    under: "folded",
    name: "organisation",
    shape: inside,
    isRequired: false,
  }),
  "a list of them": field({
    under: "listed",
    name: "checks",
    shape: { kind: "list", item: inside, min: 1, begins: [] },
    begun: [{ name: "Harbour Mutual" }, {}],
  }),
  "a choice that reveals": field({
    under: "choice",
    name: "to",
    shape: {
      kind: "choice",
      variants: [
        {
          kind: "group",
          fields: [
            {
              name: "kind",
              shape: { kind: "constant", value: "programme" },
              isRequired: true,
              isNullable: false,
            },
          ],
        },
        inside,
      ],
    },
    begun: { variant: "1", value: {} },
  }),
};
