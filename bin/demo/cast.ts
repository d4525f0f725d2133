/** The people of the story. All of them are invented. */
import { madeAccount } from "../../src/contract/accounts.ts";
import { eventOutcome, instanceDetail } from "../../src/contract/instances.ts";
import { DECLARING_ROLES } from "../../workflows/declared.ts";
import type { Role } from "../../workflows/workflow.ts";
import type { Client } from "./client.ts";

export const PROGRAMME = "partners-in-prevention";

/** Who works for the programme, and as what. */
const STAFF = {
  nora: ["Nora Lindqvist", ["officer"]],
  tomas: ["Tomas Brandt", ["vetter", "approver"]],
  ruth: ["Ruth Adeyemi", ["approver"]],
  helga: ["Helga Winter", ["reviewer"]],
  daniel: ["Daniel Oyelaran", ["chair"]],
  priya: ["Priya Raman", ["lead"]],
  lucas: ["Lucas Moreau", ["lead"]],
  ines: ["Ines Cardoso", ["secretariat"]],
} as const satisfies Record<string, readonly [string, readonly Role[]]>;

export interface Member {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly token: string;
}

export type Cast = Readonly<Record<keyof typeof STAFF, Member>>;

/** Make an account for each of them. */
export async function hireStaff(client: Client, adminToken: string): Promise<Cast> {
  const hired: [string, Member][] = [];
  for (const [key, [name, roles]] of Object.entries(STAFF)) {
    const email = `${key}@partners.example`;
    const grants = roles.map((role) => ({ role, programme: PROGRAMME }));
    const wanted = { name, email, roles: grants };
    const { id, token } = await client.post("/api/v1/accounts", adminToken, wanted, madeAccount);
    hired.push([key, { id, name, roles, token }]);
  }
  return Object.fromEntries(hired) as unknown as Cast;
}

/** Whoever decides about others is asked for their interests, and answers before anything else. Nobody here has any. */
export async function declareInterests(client: Client, cast: Cast, signedOn: string): Promise<void> {
  for (const { id, roles, token } of Object.values<Member>(cast)) {
    const as = roles.find((role) => (DECLARING_ROLES as readonly Role[]).includes(role));
    if (as === undefined) continue;
    const wanted = { programme: PROGRAMME, accountId: id, as };
    const form = await client.post("/api/v1/interests", cast.nora.token, wanted, instanceDetail);
    const none = { type: "interests.none", data: { signed: true, signedOn } };
    await client.post(`/api/v1/interests/${form.id}/events`, token, none, eventOutcome);
  }
}

/** `Nora Lindqvist, officer`. */
export const introduced = ({ name, roles }: Member): string => `${name} (${roles.join(", ")})`;
