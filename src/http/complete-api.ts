import { createTrail } from "../audit/trail.ts";
import { createLastUsed } from "../auth/last-used.ts";
import { createLimits } from "../auth/limits.ts";
import { recordSignIns } from "../auth/record-sign-ins.ts";
import { createSignIn } from "../auth/sign-in.ts";
import { createWhoHolds } from "../auth/tokens.ts";
import { mailSignInLink } from "../auth/sign-in-link.ts";
import type { Api, ApiParts } from "./api.ts";

/** The doors need to know where callers reach us, so they are made last. */
export function completeApi(parts: ApiParts): Api {
  const { db, directory, publicUrl, access, relay, log } = parts;
  const { vault, now } = directory;
  const signIn = createSignIn({
    db,
    master: vault.master,
    publicUrl,
    access,
    log,
    sendLink: (email, token) => mailSignInLink({ db, vault, now, publicUrl }, relay, email, token),
  });
  const whoHolds = createWhoHolds(db, parts.isVirtual);
  const trail = createTrail({ db, now });
  return {
    ...parts,
    signIn: recordSignIns(signIn, whoHolds, trail),
    limits: createLimits(db, vault.master),
    lastUsed: createLastUsed(db, now, log),
    whoHolds,
    trail,
  };
}
