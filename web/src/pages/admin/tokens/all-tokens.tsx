import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { Empty } from "../../../parts/empty.tsx";
import framed from "../../../parts/rows.module.css";
import { Part } from "../part.tsx";
import { allTokensQuery } from "./queries.ts";
import { TokenRow } from "./token-row.tsx";

/** Every token that works, with whose it is. */
export function AllTokens() {
  const t = useTranslations("admin");
  const all = useInfiniteQuery(allTokensQuery);
  return (
    <Part title={t("tokens.everybodys")} lead={t("tokens.everybodysWhy")} query={all}>
      {({ pages }) => {
        const tokens = pages.flatMap(({ items }) => items);
        if (tokens.length === 0) return <Empty title={t("tokens.nobodyHas")} />;
        return (
          <>
            <ul className={framed["rows"]}>
              {tokens.map(({ account, ...one }) => (
                <TokenRow
                  key={one.id}
                  token={one}
                  account={account.id}
                  whose={
                    account.kind === "service" ? `${account.name} (${t("people.service")})` : account.name
                  }
                />
              ))}
            </ul>
            {all.hasNextPage && (
              <Button variant="default" onClick={() => void all.fetchNextPage()}>
                {t("more")}
              </Button>
            )}
          </>
        );
      }}
    </Part>
  );
}
