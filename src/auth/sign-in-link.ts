import type { Relay } from "../engine/relay.ts";
import { accountWithAddress, readWaysIn } from "../store/sign-in.ts";
import type { LinkMailDeps } from "./link-mail.ts";
import { postLinkMail } from "./link-mail.ts";
import { LINK_MINUTES } from "./sign-in.ts";

/**
 * Mail a link that signs in, if somebody signs in with the address. Who has an authenticator app gets none: a mailbox
 * alone must not do what the app was set up to prevent.
 */
export async function mailSignInLink(
  deps: LinkMailDeps & { readonly publicUrl: string },
  relay: Pick<Relay, "hint">,
  email: string,
  token: string,
): Promise<void> {
  const accountId = await accountWithAddress(deps.db, email.toLowerCase());
  const ways = accountId === undefined ? undefined : await readWaysIn(deps.db, accountId);
  if (ways === undefined || ways.isDisabled) return;
  const words = ways.hasTotp
    ? [
        "Somebody asked for a link to sign in to Convoke with. You have set up an authenticator app, so links do not work for you.",
        `Sign in with your password and a code: ${deps.publicUrl}/sign-in`,
        "If you have lost either, ask an administrator to invite you back.",
      ]
    : [
        "With this link you sign in to Convoke:",
        `${deps.publicUrl}/sign-in/link/${token}`,
        `It works once, for ${LINK_MINUTES} minutes. If you did not ask for it, do nothing.`,
      ];
  const content = {
    to: { name: ways.name, email: ways.email },
    subject: "Sign in to Convoke",
    text: `${[`Hello ${ways.name},`, ...words].join("\n\n")}\n`,
  };
  await postLinkMail(deps, relay, { kind: "link", content });
}
