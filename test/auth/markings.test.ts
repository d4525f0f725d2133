import { describe, expect, it } from "vitest";
import type { Knower, Known } from "../../src/auth/audience.ts";
import { mayKnow } from "../../src/auth/audience.ts";
import { markedKinds } from "../../src/contract/marked-kinds.ts";
import type { Marking } from "../../src/contract/markings.ts";
import { isStricter, marking, MARKINGS, parseMarking, strictest } from "../../src/contract/markings.ts";
import { ROLES, type Role } from "../../workflows/workflow.ts";

const paper: Known = {
  kind: "meeting",
  marking: "TLP:AMBER",
  ownerId: "owner",
  setBy: "marker",
  participants: ["named", "engagement-named"],
  hasBody: true,
  seats: ["seated", "engagement-seated"],
  recused: [],
};
const somebody = (role: Role, more: Partial<Knower> = {}): Knower => ({
  kind: "staff",
  id: "somebody",
  roles: [role],
  engagementIds: [],
  ...more,
});
const mays = (knower: Knower, more: Partial<Known> = {}): Marking[] =>
  MARKINGS.filter((label) => mayKnow(knower, { ...paper, ...more, marking: label }).may);

const ALL = [...MARKINGS];
const STAFF = ["TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT"];
const COMMUNITY = ["TLP:CLEAR", "TLP:GREEN"];
const SEATED = ["TLP:CLEAR", "TLP:GREEN", "TLP:AMBER"];

/** Role × marking: without a seat in the body, and with the role held over it. */
const matrix: Record<Role, { readonly elsewhere: readonly string[]; readonly here: readonly string[] }> = {
  public: { elsewhere: ["TLP:CLEAR"], here: ["TLP:CLEAR"] },
  admin: { elsewhere: ["TLP:CLEAR"], here: ["TLP:CLEAR"] },
  system: { elsewhere: ["TLP:CLEAR"], here: ["TLP:CLEAR"] },
  stakeholder: { elsewhere: COMMUNITY, here: COMMUNITY },
  addressee: { elsewhere: COMMUNITY, here: COMMUNITY },
  member: { elsewhere: COMMUNITY, here: SEATED },
  lead: { elsewhere: COMMUNITY, here: SEATED },
  officer: { elsewhere: STAFF, here: STAFF },
  vetter: { elsewhere: STAFF, here: STAFF },
  approver: { elsewhere: STAFF, here: STAFF },
  reviewer: { elsewhere: STAFF, here: STAFF },
  chair: { elsewhere: STAFF, here: STAFF },
  secretariat: { elsewhere: STAFF, here: STAFF },
  dpo: { elsewhere: STAFF, here: STAFF },
};

describe("a marking", () => {
  it("is one of the five labels of TLP 2.0, to the letter, in their order", () => {
    expect(MARKINGS.toReversed()).toEqual([
      "TLP:RED",
      "TLP:AMBER+STRICT",
      "TLP:AMBER",
      "TLP:GREEN",
      "TLP:CLEAR",
    ]);
    expect(isStricter("TLP:AMBER+STRICT", "TLP:AMBER")).toBe(true);
    expect(isStricter("TLP:AMBER", "TLP:AMBER")).toBe(false);
    expect(strictest(["TLP:GREEN", "TLP:AMBER+STRICT", "TLP:AMBER"])).toBe("TLP:AMBER+STRICT");
    expect(strictest([])).toBe("TLP:CLEAR");
  });

  for (const [text, meant] of [
    ["TLP AMBER STRICT", "TLP AMBER STRICT is written TLP:AMBER+STRICT"],
    ["tlp:red", "tlp:red is written TLP:RED"],
    ["AMBER", "AMBER is written TLP:AMBER"],
    ["TLP: CLEAR", "TLP: CLEAR is written TLP:CLEAR"],
    ["WHITE", "TLP:WHITE is called TLP:CLEAR since TLP 2.0"],
  ] as const) {
    it(`is not ${text}, and the refusal says what was meant`, () => {
      expect(parseMarking(text)).toEqual({
        problem: `expected one of TLP:RED, TLP:AMBER+STRICT, TLP:AMBER, TLP:GREEN, TLP:CLEAR; ${meant}`,
      });
      expect(marking.safeParse(text).error?.issues[0]?.message).toContain(meant);
    });
  }

  it("is not anything else, and the refusal says what was expected", () => {
    const sentence = "expected one of TLP:RED, TLP:AMBER+STRICT, TLP:AMBER, TLP:GREEN, TLP:CLEAR";
    expect(parseMarking("secret")).toEqual({ problem: sentence });
    expect(marking.safeParse(7).error?.issues[0]?.message).toBe(sentence);
  });
});

describe("the audience", () => {
  for (const role of ROLES) {
    it(`of a ${role} is as the table says, without a seat and with one`, () => {
      const { elsewhere, here } = matrix[role];
      expect(mays(somebody(role), { hasBody: false, seats: [] })).toEqual(elsewhere);
      expect(mays(somebody(role))).toEqual(here);
    });
  }

  it("of every marking holds that of every stricter one", () => {
    const people = ROLES.flatMap((role) => [
      somebody(role),
      ...["owner", "marker", "named", "seated"].map((id) => somebody(role, { id })),
      somebody(role, { kind: "public", id: "party", engagementIds: ["engagement-seated"] }),
    ]);
    for (const knower of people) {
      for (const kind of Object.keys(markedKinds) as (keyof typeof markedKinds)[]) {
        const may = mays(knower, { kind });
        expect(may, `${knower.id} ${knower.roles.join()} ${kind}`).toEqual(MARKINGS.slice(0, may.length));
      }
    }
  });

  it("of TLP:RED is who takes part by name, who marked it and who owns it, whatever their role", () => {
    for (const id of ["named", "owner", "marker"]) expect(mays(somebody("stakeholder", { id }))).toEqual(ALL);
    expect(mays(somebody("stakeholder", { engagementIds: ["engagement-named"] }))).toEqual(ALL);
    for (const role of ROLES) expect(mays(somebody(role))).not.toContain("TLP:RED");
  });

  it("of TLP:AMBER is also who sits in the body, as an account or with an engagement", () => {
    expect(mays(somebody("stakeholder", { id: "seated" }))).toEqual(SEATED);
    expect(mays(somebody("stakeholder", { engagementIds: ["engagement-seated"] }))).toEqual(SEATED);
  });

  it("of a dossier that is TLP:RED is those whose work vetting is", () => {
    const readers = ROLES.filter((role) => mays(somebody(role), { kind: "vetting" }).includes("TLP:RED"));
    expect(readers).toEqual(["vetter", "approver", "reviewer", "dpo"]);
  });

  it("leaves out who is recused, be they the owner, and says why", () => {
    const recused = ["account:owner", "party:named"];
    expect(mays(somebody("officer", { id: "owner" }), { recused })).toEqual([]);
    expect(mays(somebody("stakeholder", { kind: "public", id: "named" }), { recused })).toEqual([]);
    expect(mayKnow(somebody("officer", { id: "owner" }), { ...paper, recused })).toEqual({
      may: false,
      because: "recusal",
      sentence: "You stay out of this because of an interest",
    });
    expect(mays(somebody("officer"), { recused })).toEqual(STAFF);
  });

  it("is named in the refusal", () => {
    expect(mayKnow(somebody("lead", { id: "nobody" }), { ...paper, hasBody: false })).toEqual({
      may: false,
      because: "marking",
      sentence: "TLP:AMBER is for the programme's staff and the members of the body it belongs to",
    });
  });
});
