/** Whoever is given a role that decides about others is asked to declare interests, without anybody thinking of it (S-032). */
import { DECLARING_ROLES } from "../../workflows/declared.ts";
import type { Job } from "../engine/jobs.ts";
import type { NewEffect } from "../store/effect-writes.ts";
import { undeclared } from "../store/undeclared.ts";
import { workOf } from "../store/work.ts";

const NAME = "ask-for-interests";

export const askForInterests: Job = {
  name: NAME,
  does: "Asks whoever leads, vets, approves or hears appeals, and has no form about interests yet, to declare them.",

  async begun(db, now) {
    const people = await undeclared(db, DECLARING_ROLES, NAME);
    return people.map(({ programmeId, accountId }) => ({
      key: `${programmeId}/${accountId}`,
      plannedAt: now,
    }));
  },

  async next(db, now) {
    return (await undeclared(db, DECLARING_ROLES, NAME)).length === 0 ? undefined : now;
  },

  async plan(db, occasion, now) {
    const people = await undeclared(db, DECLARING_ROLES, "");
    const found = people.find(({ programmeId, accountId }) => `${programmeId}/${accountId}` === occasion.key);
    return found === undefined ? [] : [asking(found.programmeId, found.accountId, found.role, now)];
  },
};

const asking = (programmeId: string, accountId: string, role: string, now: Date): NewEffect =>
  workOf({
    of: accountId,
    programmeId,
    kind: "signal",
    action: "signal",
    // One account may decide in several programmes.
    name: `signal:interests:${programmeId}`,
    payload: {
      to: `interests/account:${accountId}`,
      event: { type: "interests.requested", person: { accountId }, as: role },
      createWith: { workflow: "interests", input: {} },
    },
    now,
  });
