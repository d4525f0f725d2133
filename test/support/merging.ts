/** Two people of one house, and what one does to merge them and to take it back. */
import { expect } from "vitest";
import type { TestHouse } from "./house.ts";

/** The tables that a merge of people may touch; what it adds for itself is left out. */
const TABLES = {
  party: "id",
  person_card: "party_id",
  affiliation: "id",
  job_change: "id",
  delivery: "id",
  seal_key: "id",
  action_link: "id",
  mail: "id",
} as const;

export function merging(house: TestHouse) {
  const officer = async () => await house.as("officer");

  async function post(path: string, body: object, status = 200) {
    const answer = await (await officer()).post(path, body);
    expect(answer.status, JSON.stringify(answer.body)).toBe(status);
    return answer.body;
  }

  const preview = async (survivor: string, absorbed: string, fields: object = {}) =>
    await post(`/api/v1/people/${survivor}/merge-preview`, { absorbed, fields });

  return {
    post,
    preview,
    enter: async (person: object): Promise<string> => {
      return (await post("/api/v1/people", person, 201)).id;
    },
    person: async (id: string) => {
      return (await (await officer()).get(`/api/v1/people/${id}`).expect(200)).body;
    },
    partyOf: async (engagementId: string): Promise<string> => {
      return (await (await officer()).get(`/api/v1/engagements/${engagementId}`).expect(200)).body.party.id;
    },
    merge: async (survivor: string, absorbed: string, fields: object = {}) => {
      const { planHash } = await preview(survivor, absorbed, fields);
      const made = await post(`/api/v1/people/${survivor}/merges`, { absorbed, fields, planHash }, 201);
      await house.quiet();
      return made;
    },
    undoPlan: async (mergeId: string) => {
      return (await (await officer()).get(`/api/v1/merges/${mergeId}/undo`).expect(200)).body;
    },
    undo: async (mergeId: string, sort: object[] = []) => {
      const { planHash } = (await (await officer()).get(`/api/v1/merges/${mergeId}/undo`).expect(200)).body;
      const undone = await post(`/api/v1/merges/${mergeId}/undo`, { planHash, sort });
      await house.quiet();
      return undone;
    },
    /** Every row of people and what is theirs, as text, and which sealed words there are. */
    rows: async (): Promise<Readonly<Record<string, readonly string[]>>> => {
      const all: Record<string, readonly string[]> = {};
      for (const [table, id] of Object.entries(TABLES)) {
        const { rows } = await house.database.pool.query<{ row: string }>(
          `select to_jsonb(t)::text as row from ${table} t order by ${id}`,
        );
        all[table] = rows.map(({ row }) => row);
      }
      const { rows } = await house.database.pool.query<{ row: string }>(
        "select id || purpose || encode(sealed, 'hex') as row from sealed_record order by id",
      );
      return { ...all, sealed_record: rows.map(({ row }) => row) };
    },
  };
}
