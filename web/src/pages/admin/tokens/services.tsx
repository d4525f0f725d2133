/** Accounts that nobody signs in with: a website, a script. Each acts by its tokens only. */
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { Empty } from "../../../parts/empty.tsx";
import framed from "../../../parts/rows.module.css";
import styles from "../admin.module.css";
import { Part } from "../part.tsx";
import type { Account } from "../people/queries.ts";
import { accountsQuery } from "../people/queries.ts";
import { useHeldWords } from "../people/held-words.ts";
import { NewService } from "./new-service.tsx";
import { NewToken } from "./new-token.tsx";

export function Services() {
  const t = useTranslations("admin.tokens");
  const accounts = useQuery(accountsQuery);
  const heldWords = useHeldWords();
  const [isAdding, setAdding] = useState(false);
  const [making, setMaking] = useState<Account>();
  return (
    <Part
      title={t("services")}
      lead={t("servicesWhy")}
      query={accounts}
      beside={
        <Button variant="default" onClick={() => setAdding(true)}>
          {t("addService")}
        </Button>
      }
    >
      {(all) => {
        const services = all.filter(({ kind }) => kind === "service");
        return (
          <>
            {services.length === 0 ? (
              <Empty title={t("noService")}>
                <p>{t("noServiceWhy")}</p>
              </Empty>
            ) : (
              <ul className={framed["rows"]}>
                {services.map((one) => (
                  <li key={one.id} className={styles["row"]}>
                    <span className={styles["main"]}>
                      <Link to="/admin/people/$id" params={{ id: one.id }}>
                        <strong>{one.name}</strong>
                      </Link>
                    </span>
                    <span className={styles["quiet"]}>{one.roles.map(heldWords).join(" · ")}</span>
                    <span className={styles["acts"]}>
                      <Button size="xs" variant="default" onClick={() => setMaking(one)}>
                        {t("new")}
                        <span className="visually-hidden"> {one.name}</span>
                      </Button>
                    </span>
                  </li>
                ))}
              </ul>
            )}
            {isAdding && <NewService onClose={() => setAdding(false)} />}
            {making !== undefined && <NewToken account={making} onClose={() => setMaking(undefined)} />}
          </>
        );
      }}
    </Part>
  );
}
