import type { Actor } from "../../src/contract/actor.ts";

/** The programme most tests run in, and one that its people have no part in. */
export const PROGRAMME = "0196a000-0000-7000-8000-000000000001";
const OTHER_PROGRAMME = "0196a000-0000-7000-8000-000000000002";

export const officer: Actor = {
  id: "0196a000-0000-7000-8000-00000000000a",
  kind: "staff",
  name: "Olga Officer",
  grants: [{ role: "officer", programmeId: PROGRAMME }],
};

export const stranger: Actor = {
  id: "0196a000-0000-7000-8000-00000000000b",
  kind: "staff",
  name: "Stan Stranger",
  grants: [{ role: "officer", programmeId: OTHER_PROGRAMME }],
};
