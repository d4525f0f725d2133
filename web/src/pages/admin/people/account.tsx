/** One account: what it holds and since when, what rests on it, its tokens, and its end. */
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useTranslations } from "use-intl";
import { Empty } from "../../../parts/empty.tsx";
import { useMe } from "../../../parts/programme.ts";
import { useWhen } from "../../../parts/when.ts";
import framed from "../../../parts/rows.module.css";
import { Status } from "../../../parts/status.tsx";
import styles from "../admin.module.css";
import { Frame } from "../frame.tsx";
import { Part } from "../part.tsx";
import { tokensQuery } from "../tokens/queries.ts";
import { TokenRow } from "../tokens/token-row.tsx";
import { Handover } from "./handover.tsx";
import type { Account } from "./queries.ts";
import { accountsQuery } from "./queries.ts";
import { Roles } from "./roles.tsx";
import { WaysIn } from "./ways-in.tsx";

const route = getRouteApi("/admin/people/$id");

export function AccountPage() {
  const t = useTranslations("admin.people");
  const shell = useTranslations("shell");
  const { id } = route.useParams();
  const accounts = useQuery(accountsQuery);
  const found = accounts.data?.find((one) => one.id === id);
  return (
    <Frame tab="people">
      <p className={styles["back"]}>
        <Link to="/admin/people">{t("back")}</Link>
      </p>
      {accounts.data !== undefined && found === undefined ? (
        <Empty title={shell("nothingHere")}>
          <p>{shell("nothingHereWhy")}</p>
        </Empty>
      ) : (
        found !== undefined && <Shown account={found} all={accounts.data ?? []} />
      )}
    </Frame>
  );
}

function Shown({ account, all }: { readonly account: Account; readonly all: readonly Account[] }) {
  const t = useTranslations("admin.people");
  const tokenWords = useTranslations("admin.tokens");
  const me = useMe();
  const when = useWhen();
  const tokens = useQuery(tokensQuery(account.id));
  const { id, name, email, kind, createdAt, disabledAt } = account;
  return (
    <>
      <section className={styles["part"]} aria-labelledby="account">
        <h2 id="account" className={styles["main"]}>
          {name}
          {kind === "service" && <Status>{t("service")}</Status>}
          {disabledAt !== null && <Status tone="bad">{t("lockedSince", { when: when(disabledAt) })}</Status>}
        </h2>
        <p className={styles["quiet"]}>
          {[email, t("since", { when: when(createdAt) })].filter((said) => said !== null).join(" · ")}
        </p>
      </section>
      <Roles account={account} all={all} />
      <Part title={tokenWords("title")} query={tokens}>
        {(found) =>
          found.length === 0 ? (
            <p className={styles["quiet"]}>{tokenWords("none")}</p>
          ) : (
            <ul className={framed["rows"]}>
              {found.map((one) => (
                <TokenRow key={one.id} token={one} account={id} />
              ))}
            </ul>
          )
        }
      </Part>
      {id === me.id ? (
        <p className={styles["quiet"]}>{t("notYourself")}</p>
      ) : (
        <>
          <WaysIn account={account} />
          <Handover account={account} />
        </>
      )}
    </>
  );
}
