import { archiveAtRest } from "./0038-archive-at-rest.ts";
import { neighbours } from "./0044-neighbours.ts";
import { named } from "./0045-named.ts";
import { forgottenSpeakers } from "./0020-forgotten-speakers.ts";
import { agendaPapers } from "./0021-agenda-papers.ts";
import { erasure } from "./0016-erasure.ts";
import { growth } from "./0009-growth.ts";
import { deliveriesLog } from "./0022-deliveries-log.ts";
import { directory } from "./0010-directory.ts";
import { auditIntentions } from "./0031-audit-intentions.ts";
import { audit } from "./0017-audit.ts";
import { searchWords } from "./0011-search-words.ts";
import { heart } from "./0001-heart.ts";
import { imports } from "./0027-imports.ts";
import { intake } from "./0003-intake.ts";
import { jobs } from "./0006-jobs.ts";
import { journalInput } from "./0004-journal-input.ts";
import { mailAttempts } from "./0007-mail-attempts.ts";
import { administration } from "./0037-administration.ts";
import { actionLinks } from "./0013-action-links.ts";
import { bodies } from "./0014-bodies.ts";
import { acknowledgements } from "./0030-acknowledgements.ts";
import { duplicates } from "./0025-duplicates.ts";
import { merges } from "./0024-merges.ts";
import { markingDefaults } from "./0019-marking-defaults.ts";
import { markings } from "./0018-markings.ts";
import { signIn } from "./0012-sign-in.ts";
import { waysIn } from "./0026-ways-in.ts";
import { publicPages } from "./0023-public-pages.ts";
import { passages } from "./0029-passages.ts";
import { people } from "./0002-people.ts";
import { timerRetry } from "./0005-timer-retry.ts";
import { timersAtScale } from "./0008-timers-at-scale.ts";
import { notes } from "./0032-notes.ts";
import { savedViews } from "./0033-saved-views.ts";
import { engagementLines } from "./0028-engagement-lines.ts";
import { engagementCounts } from "./0034-engagement-counts.ts";
import { snoozes } from "./0035-snoozes.ts";

/** In order, never edited after they are merged: a change is a new file. */
export const migrations: readonly { readonly name: string; readonly sql: string }[] = [
  heart,
  people,
  intake,
  journalInput,
  timerRetry,
  jobs,
  mailAttempts,
  timersAtScale,
  growth,
  directory,
  searchWords,
  signIn,
  actionLinks,
  bodies,
  audit,
  markings,
  erasure,
  markingDefaults,
  deliveriesLog,
  merges,
  duplicates,
  waysIn,
  publicPages,
  forgottenSpeakers,
  agendaPapers,
  imports,
  engagementLines,
  auditIntentions,
  acknowledgements,
  passages,
  notes,
  savedViews,
  administration,
  engagementCounts,
  archiveAtRest,
  snoozes,
  neighbours,
  named,
];
