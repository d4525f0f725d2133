/** Organisations of one house, and what one does to merge two and to take it back. */
import { expect } from "vitest";
import type { TestHouse } from "./house.ts";
import { merging } from "./merging.ts";

/** What a merge of organisations may touch, each in its order. */
const TABLES = {
  organisation: "id",
  organisation_parent: "organisation_id, parent_id",
  organisation_sector: "organisation_id, programme_id, code",
  affiliation: "id",
  person_card: "party_id",
} as const;

export interface Entry {
  readonly name: string;
  readonly [field: string]: unknown;
}

export function mergingOrganisations(house: TestHouse) {
  const { post } = merging(house);
  const officer = async () => await house.as("officer");
  const look = async (path: string) => (await (await officer()).get(`/api/v1/${path}`).expect(200)).body;
  const preview = async (survivor: string, absorbed: string, fields: object = {}) =>
    await post(`/api/v1/organisations/${survivor}/merge-preview`, { absorbed, fields });

  return {
    post,
    look,
    preview,
    organisation: async (entry: Entry): Promise<string> => {
      const body = { kind: "business", level: "national", country: "GB", ...entry };
      return (await post("/api/v1/organisations", body, 201)).id;
    },
    /** Say anew what it is, but for these fields as it is. */
    revise: async (id: string, more: object) => {
      const is = await look(`organisations/${id}?programme=default`);
      const { name, shortName, otherNames, kind, level, country, sectors } = is;
      const parents = is.parents.map((one: { id: string }) => one.id);
      const body = { name, shortName, otherNames, kind, level, country, parents, sectors, ...more };
      await (await officer()).put(`/api/v1/organisations/${id}`, body).expect(200);
    },
    begin: async (person: string, organisation: string, more: object = {}): Promise<string> => {
      const body = { organisation, capacity: "expert", ...more };
      return (await post(`/api/v1/people/${person}/affiliations`, body, 201)).id;
    },
    merge: async (survivor: string, absorbed: string, fields: object = {}) => {
      const { planHash } = await preview(survivor, absorbed, fields);
      return await post(`/api/v1/organisations/${survivor}/merges`, { absorbed, fields, planHash }, 201);
    },
    undo: async (mergeId: string, sort: object[] = []) => {
      const { planHash } = await look(`organisation-merges/${mergeId}/undo`);
      return await post(`/api/v1/organisation-merges/${mergeId}/undo`, { planHash, sort });
    },
    /** Every row, as text. The revision counts on, so that nobody writes over what they have not seen. */
    rows: async (): Promise<Readonly<Record<string, readonly string[]>>> => {
      const all: Record<string, readonly string[]> = {};
      for (const [table, order] of Object.entries(TABLES)) {
        const { rows } = await house.database.pool.query<{ row: string }>(
          `select (to_jsonb(t) - 'revision')::text as row from ${table} t order by ${order}`,
        );
        all[table] = rows.map(({ row }) => row);
      }
      return all;
    },
    /** The plan's answer beside what there is now. */
    expectAsPlanned: async (id: string, plan: { organisation: object }) => {
      const { name, shortName, otherNames, kind, level, country, parents, sectors } = await look(
        `organisations/${id}?programme=default`,
      );
      const sorted = (is: { parents?: { id: string }[]; sectors?: string[] }) => ({
        ...is,
        parents: is.parents?.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
        sectors: is.sectors?.toSorted(),
      });
      expect(
        sorted({ name, shortName, otherNames, kind, level, country, parents, sectors } as object),
      ).toEqual(sorted(plan.organisation));
    },
  };
}
