/**
 * Who reads the dossier that vetting keeps on a case: the vetters of the case, approvers, reviewers and data protection
 * officers. The policy's table and the dossier's own marking both have to say so (S-035).
 */
import type { Actor } from "../contract/actor.ts";
import type { Marking } from "../contract/markings.ts";
import type { Queryable } from "../store/database.ts";
import type { Instance } from "../store/instances.ts";
import { dossierOf } from "../store/marked-records.ts";
import { mayKnow } from "./audience.ts";
import { describe } from "./describe-records.ts";
import type { Judged } from "./known-records.ts";
import { knowerOf, passOrThrow } from "./known-records.ts";
import { recordOf, viewFor } from "./may-know.ts";

/** May the actor read it? */
export async function knowsDossier(db: Queryable, actor: Actor, engagement: Instance): Promise<boolean> {
  const need = { data: "vetting dossier", act: "read" } as const;
  if (viewFor(actor, { ...recordOf(engagement), data: need.data }, need) !== "whole") return false;
  const judged = await judgeDossier(db, actor, engagement);
  return judged?.verdict.may === true;
}

/** The marking of the case's dossier. Throws `forbidden` with the sentence that says whom it is for. */
export async function demandDossier(db: Queryable, actor: Actor, engagement: Instance): Promise<Marking> {
  const judged = await judgeDossier(db, actor, engagement);
  if (judged === undefined) return "TLP:RED";
  passOrThrow(judged);
  return judged.record.marking;
}

async function judgeDossier(db: Queryable, actor: Actor, engagement: Instance): Promise<Judged | undefined> {
  const [described] = await describe(db, [engagement], dossierOf);
  if (described === undefined) return undefined;
  const { record, known } = described;
  return { record, verdict: mayKnow(await knowerOf(db, actor, engagement), known) };
}
