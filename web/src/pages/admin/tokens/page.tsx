/** One's own tokens; for whoever administers everything also service accounts and the tokens of all. */
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { Empty } from "../../../parts/empty.tsx";
import { useMe } from "../../../parts/programme.ts";
import framed from "../../../parts/rows.module.css";
import { Frame } from "../frame.tsx";
import { isAdministrator } from "../may.ts";
import { Part } from "../part.tsx";
import { AllTokens } from "./all-tokens.tsx";
import { NewToken } from "./new-token.tsx";
import { tokensQuery } from "./queries.ts";
import { Services } from "./services.tsx";
import { TokenRow } from "./token-row.tsx";

export function TokensPage() {
  const t = useTranslations("admin.tokens");
  const me = useMe();
  const own = useQuery(tokensQuery(me.id));
  const [isMaking, setMaking] = useState(false);
  return (
    <Frame tab="tokens" beside={<Button onClick={() => setMaking(true)}>{t("new")}</Button>}>
      <Part title={t("own")} lead={t("ownWhy")} query={own}>
        {(tokens) =>
          tokens.length === 0 ? (
            <Empty title={t("empty")}>
              <p>{t("emptyWhy")}</p>
            </Empty>
          ) : (
            <ul className={framed["rows"]}>
              {tokens.map((one) => (
                <TokenRow key={one.id} token={one} account={me.id} />
              ))}
            </ul>
          )
        }
      </Part>
      {isAdministrator(me) && (
        <>
          <Services />
          <AllTokens />
        </>
      )}
      {isMaking && <NewToken account={me} onClose={() => setMaking(false)} />}
    </Frame>
  );
}
