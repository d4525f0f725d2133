import { keepAnswerWords } from "../store/answer-index.ts";
import { blindWords, wordsOf } from "./answer-words.ts";
import type { Inquiry } from "./inquiry.ts";
import type { Intake } from "./intake.ts";

interface Reading {
  readonly inquiry: Inquiry;
  readonly recordId: string;
  readonly programmeId: string;
  readonly partyId: string;
  readonly engagementId: string;
}

/** Let the answers be found by their words; in the place of the reading before, where there was one. */
export async function indexAnswers(
  intake: Intake,
  { inquiry, ...reading }: Reading,
  before?: string,
): Promise<void> {
  const { db, vault } = intake;
  const words = blindWords(vault.master, reading.programmeId, wordsOf(inquiry));
  await keepAnswerWords(db, { ...reading, words, createdAt: await intake.now() }, before);
}
