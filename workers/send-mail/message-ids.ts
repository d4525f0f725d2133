/** Message ids of RFC 5322, made from what they are about, so that a second attempt has the first one's. */
import type { Claim } from "../../src/engine/outcome.ts";

/** The id of the mail an effect asks for. A mail host drops a message whose id it has seen. */
export const messageIdOf = ({ instanceId, seq, name }: Claim, publicUrl: string): string =>
  `<${[instanceId, String(seq), name].map(atom).join(".")}@${hostOf(publicUrl)}>`;

/** The id that all mails of one engagement answer to, which keeps them in one thread. */
export const threadIdOf = (instanceId: string, publicUrl: string): string =>
  `<${atom(instanceId)}@${hostOf(publicUrl)}>`;

/** Everything but letters, digits and hyphens becomes `=` and its hex, so that two names never give one id. */
const atom = (text: string): string =>
  text.replaceAll(/[^A-Za-z0-9-]/gu, (char) => `=${(char.codePointAt(0) ?? 0).toString(16)}`);

const hostOf = (publicUrl: string): string => new URL(publicUrl).hostname;
