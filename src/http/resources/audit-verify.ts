/** Proving a chain of the trail over the API, part by part, so that no call takes longer than a glance (S-035). */
import type { z } from "zod";
import { auditKey } from "../../audit/proof.ts";
import type { ChainPlace, Finding } from "../../audit/verify-chain.ts";
import { verifyChain } from "../../audit/verify-chain.ts";
import type { Actor } from "../../contract/actor.ts";
import { auditVerified, auditVerifyQuery } from "../../contract/audit.ts";
import { InvalidInput } from "../../lib/errors.ts";
import { HOUSE, readAuditHead } from "../../store/audit.ts";
import type { Api } from "../api.ts";
import { auditScopeOf } from "../audit-scope.ts";
import { operation } from "../operation.ts";
import type { Asking, Operation } from "../operation.ts";
import { programmeOf } from "../programme-of.ts";

const ROWS_A_PART = 2_000;

export const auditVerify: readonly Operation[] = [
  operation({
    method: "get",
    path: "/api/v1/audit/verify",
    id: "verifyAuditChain",
    tag: "audit",
    summary: "Whether a chain of the trail holds: its rows, its proofs, and the journal rows that it names",
    description: `${ROWS_A_PART} rows a call; go on with \`next\`. \`convoke audit verify\` proves every journal and ledger too.`,
    needs: { data: "audit", act: "read", view: "whole" },
    query: auditVerifyQuery,
    success: {
      status: 200,
      description: "How far it was followed, and what does not hold.",
      schema: auditVerified,
    },
    async handle({ api, actor, demand, query: { programme, cursor } }) {
      const chain = await chainOf({ api, actor, demand }, programme);
      const from = readPlace(cursor);
      if (from === undefined) await keepLook(api, actor, chain.programmeId);
      return { body: { programme: chain.slug, ...(await verifyPart(api, chain.programmeId, from)) } };
    },
  }),
];

async function chainOf(
  { api, actor, demand }: Asking,
  named: string | undefined,
): Promise<{ readonly programmeId: string; readonly slug: string | null }> {
  if (named === undefined) {
    if (auditScopeOf(actor).isOfHouse) return { programmeId: HOUSE, slug: null };
    const detail = "expected one of your programmes; the house's own chain is for who reads the whole trail";
    throw new InvalidInput("No programme was named", [{ pointer: "/programme", detail }], "bad-request");
  }
  const { id, slug } = await programmeOf(api, named, actor, "query");
  demand({ programmeId: id, thing: "programme", id: named });
  return { programmeId: id, slug };
}

async function verifyPart(
  { engine, db, directory }: Api,
  programmeId: string,
  from: ChainPlace | undefined,
): Promise<Omit<z.output<typeof auditVerified>, "programme">> {
  const head = await readAuditHead(db, programmeId);
  if (head === undefined) return { rows: 0, of: 0, chain: "", findings: [], next: null };
  const findings: Finding[] = [];
  const deps = { db, engine, vault: directory.vault, auditKeyId: await auditKey(directory) };
  const place = await verifyChain(deps, head, (finding) => findings.push(finding), {
    ...(from === undefined ? {} : { from }),
    rowsMax: ROWS_A_PART,
  });
  // A chain that breaks off ends before the part does.
  const isWhole = place.seq >= head.seq || place.seq - (from?.seq ?? 0) < ROWS_A_PART;
  return {
    rows: place.seq,
    of: head.seq,
    chain: place.hash,
    findings,
    next: isWhole ? null : `${place.seq}.${place.hash}`,
  };
}

/** Throws `bad-request` for anything we did not write. */
function readPlace(cursor: string | undefined): ChainPlace | undefined {
  if (cursor === undefined) return undefined;
  const [, seq = "", hash = ""] = /^(\d{1,15})\.([\da-f]{64})$/.exec(cursor) ?? [];
  if (hash !== "") return { seq: Number(seq), hash };
  const detail = "expected `next` of the part before";
  throw new InvalidInput("The cursor is not one of ours", [{ pointer: "/cursor", detail }], "bad-request");
}

const keepLook = async ({ trail }: Api, actor: Actor, programmeId: string): Promise<void> =>
  await trail.record([
    {
      programmeId,
      actorId: actor.id,
      onBehalfOf: null,
      act: "saw",
      subjectKind: "audit",
      subjectId: null,
      detail: { operation: "verifyAuditChain" },
    },
  ]);
