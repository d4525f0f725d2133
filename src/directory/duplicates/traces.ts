/** Keyed hashes of how somebody is reached: equal for two who share it, and nothing to whoever reads the table. */
import { blindIndex } from "../../seal/master.ts";
import type { Queryable } from "../../store/database.ts";
import type { Trace } from "../../store/party-traces.ts";
import { replaceTraces } from "../../store/party-traces.ts";
import type { Directory } from "../directory.ts";

interface Reached {
  readonly email?: string | null | undefined;
  readonly phone?: string | null | undefined;
}

/** What stands before the @ of an office tells nobody from anybody. */
const OFFICES = new Set(
  (
    "info office contact mail hello admin secretariat press team support " +
    "kontakt contato contacto post sekretariat enquiries inquiries service"
  ).split(" "),
);
const LOCAL_LENGTH_MIN = 4;
const DIGITS_MIN = 7;
/** The end of a number is the same with and without the country's code and the trunk's zero. */
const DIGITS = 9;

/** What is left out keeps the traces it has; null takes them away. */
export async function keepTraces(
  { vault }: Pick<Directory, "vault">,
  db: Queryable,
  party: { readonly id: string; readonly programmeId: string },
  { email, phone }: Reached,
): Promise<void> {
  const trace = (kind: Trace["kind"], text: string | undefined): Trace[] =>
    text === undefined ? [] : [{ kind, trace: blindIndex(vault.master, `${kind}:${text}`) }];
  if (email !== undefined) {
    const { mailbox, local } = partsOf(email ?? "");
    await replaceTraces(
      db,
      party,
      ["mailbox", "local"],
      [...trace("mailbox", mailbox), ...trace("local", local)],
    );
  }
  if (phone !== undefined) await replaceTraces(db, party, ["phone"], trace("phone", numberOf(phone ?? "")));
}

/** The address without a tag, and without dots where the host gives them no meaning. */
function partsOf(email: string): { readonly mailbox?: string; readonly local?: string } {
  const [, name = "", host = ""] = /^([^@]+)@([^@]+)$/.exec(email.trim().toLowerCase()) ?? [];
  if (host === "") return {};
  const untagged = name.split("+")[0] ?? name;
  const isDotless = host === "gmail.com" || host === "googlemail.com";
  const box = isDotless ? untagged.replaceAll(".", "") : untagged;
  const bare = untagged.replaceAll(/[._-]/g, "");
  return {
    mailbox: `${box}@${isDotless ? "gmail.com" : host}`,
    ...(bare.length < LOCAL_LENGTH_MIN || OFFICES.has(bare) ? {} : { local: bare }),
  };
}

function numberOf(phone: string): string | undefined {
  const digits = phone.replaceAll(/\D/g, "");
  return digits.length < DIGITS_MIN ? undefined : digits.slice(-DIGITS);
}
