/** Every programme that one administers, and the institutions above them. */
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { programmesQuery } from "../../../api/session.ts";
import { Empty } from "../../../parts/empty.tsx";
import { useMe } from "../../../parts/programme.ts";
import framed from "../../../parts/rows.module.css";
import styles from "../admin.module.css";
import { Frame } from "../frame.tsx";
import { isAdministrator, mayTakeIn } from "../may.ts";
import { Part } from "../part.tsx";
import { Institutions } from "./institutions.tsx";
import { NewProgramme } from "./new-programme.tsx";
import { institutionsQuery } from "./queries.ts";

export function ProgrammesPage() {
  const t = useTranslations("admin.programmes");
  const me = useMe();
  const programmes = useQuery(programmesQuery);
  const [isMaking, setMaking] = useState(false);
  const mayMake = isAdministrator(me);
  const { data: institutions } = useQuery(institutionsQuery);
  const institutionOf = (of: string): string => institutions?.find(({ slug }) => slug === of)?.name ?? of;
  return (
    <Frame tab="programmes" beside={mayMake && <Button onClick={() => setMaking(true)}>{t("add")}</Button>}>
      <Part title={t("title")} lead={t("why")} query={programmes}>
        {(known) => {
          const all = known.filter(({ slug }) => mayTakeIn(me, slug));
          const nameOf = (of: string): string => known.find(({ slug }) => slug === of)?.name ?? of;
          return all.length === 0 ? (
            <Empty title={t("empty")}>
              <p>{t("emptyWhy")}</p>
            </Empty>
          ) : (
            <ul className={framed["rows"]}>
              {all.map(({ slug, name, zone, institution, parent }) => (
                <li key={slug} className={styles["row"]}>
                  <span className={styles["main"]}>
                    <Link to="/admin/programmes/$slug" params={{ slug }}>
                      <strong>{name}</strong>
                    </Link>
                    <code className={styles["small"]}>{slug}</code>
                  </span>
                  <span className={styles["quiet"]}>
                    {parent === null
                      ? institutionOf(institution)
                      : t("partOf", { institution: institutionOf(institution), parent: nameOf(parent) })}
                  </span>
                  <span className={styles["quiet"]}>{zone}</span>
                </li>
              ))}
            </ul>
          );
        }}
      </Part>
      <Institutions mayKeep={mayMake} />
      {isMaking && <NewProgramme onClose={() => setMaking(false)} />}
    </Frame>
  );
}
