/** A list that was checked and never run is not kept for ever: its file goes after 30 days. */
import type { Job } from "../../engine/jobs.ts";
import { forgottenImports, oldestWaiting } from "../../store/imports.ts";
import { workOn } from "./run-import.ts";

const WAITS_MS = 30 * 24 * 3_600_000;

export const expireImports: Job = {
  name: "expire-imports",
  does: "Destroys the file of an import that was checked 30 days ago and never run.",

  async begun(db, now) {
    const found = await forgottenImports(db, new Date(now.getTime() - WAITS_MS));
    return found.map(({ id, programmeId, createdAt }) => ({
      key: `${programmeId}/${id}`,
      plannedAt: new Date(createdAt.getTime() + WAITS_MS),
    }));
  },

  async next(db) {
    const oldest = await oldestWaiting(db);
    return oldest === undefined ? undefined : new Date(oldest.getTime() + WAITS_MS);
  },

  async plan(_, { key }, now) {
    const [programmeId = "", id = ""] = key.split("/");
    return await Promise.resolve([workOn({ id, programmeId }, "expireImport", now)]);
  },
};
