/** Every effect that touches the outside world, by the name the charts ask for it. */
import type { EffectHandler } from "../src/engine/outcome.ts";
import {
  forgetPartyHandler,
  forgetPartyLaterHandler,
  type ForgetPartyDeps,
} from "./forget-party/forget-party.ts";
import { findDuplicatesHandler } from "./find-duplicates/find-duplicates.ts";
import { joinCasesHandler, partCasesHandler, type MergeCasesDeps } from "./merge-cases/merge-cases.ts";
import type { ReadDeliveryDeps } from "./read-delivery/deps.ts";
import { readDeliveryHandler } from "./read-delivery/read-delivery.ts";
import { readMessageHandler, type ReadMessageDeps } from "./read-message/read-message.ts";
import { expireImportHandler, runImportHandler, type RunImportDeps } from "./run-import/run-import.ts";
import { undoImportHandler } from "./undo-import/undo-import.ts";
import { sendDigestHandler } from "./send-digest/send-digest.ts";
import { sendSignInMailHandler, type SendSignInMailDeps } from "./send-sign-in-mail/send-sign-in-mail.ts";
import { sendMailHandler, type SendMailDeps } from "./send-mail/send-mail.ts";

type WorkerDeps = ReadMessageDeps &
  RunImportDeps &
  SendMailDeps &
  ForgetPartyDeps &
  MergeCasesDeps &
  ReadDeliveryDeps &
  SendSignInMailDeps;

export function effectHandlers(deps: WorkerDeps): Record<string, EffectHandler> {
  return {
    readDelivery: readDeliveryHandler(deps),
    readMessage: readMessageHandler(deps),
    runImport: runImportHandler(deps),
    undoImport: undoImportHandler(deps),
    expireImport: expireImportHandler(deps),
    sendMail: sendMailHandler(deps),
    sendDigest: sendDigestHandler(deps),
    sendSignInMail: sendSignInMailHandler(deps),
    findDuplicates: findDuplicatesHandler(deps),
    joinCases: joinCasesHandler(deps),
    partCases: partCasesHandler(deps),
    forgetParty: forgetPartyHandler(deps),
    forgetPartyLater: forgetPartyLaterHandler(deps),
  };
}
