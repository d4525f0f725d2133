/** Who may post: when each delivered last, what of it is held, and a new one in one form. */
import { Button } from "@mantine/core";
import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { Empty } from "../../parts/empty.tsx";
import { useMe, useProgramme } from "../../parts/programme.ts";
import { useWhen } from "../../parts/when.ts";
import { AddSource } from "./add-source.tsx";
import { Frame } from "./frame.tsx";
import framed from "../../parts/rows.module.css";
import { Status } from "../../parts/status.tsx";
import styles from "./intake.module.css";
import type { Source } from "./queries.ts";
import { newestOfQuery, sourcesQuery } from "./queries.ts";
import { isOfficerIn } from "./seen.ts";
import { Spark } from "./spark.tsx";
import { vendorWords } from "./vendors.ts";

export function SourcesPage() {
  const t = useTranslations("intake");
  const { slug, filter } = useProgramme();
  const { data } = useSuspenseQuery(sourcesQuery);
  const [isAdding, setAdding] = useState(false);
  const sources = data.filter(({ programme }) => slug === "all" || programme === slug);
  return (
    <Frame
      tab="sources"
      beside={filter !== undefined && <Button onClick={() => setAdding(true)}>{t("sources.add")}</Button>}
    >
      {filter === undefined && <p className={styles["quiet"]}>{t("oneProgramme")}</p>}
      {sources.length === 0 ? (
        <Empty title={t("sources.empty")}>
          <p>{t("sources.emptyWhy")}</p>
        </Empty>
      ) : (
        <ul className={framed["rows"]}>
          {sources.map((one) => (
            <Row key={one.id} source={one} />
          ))}
        </ul>
      )}
      {filter !== undefined && isAdding && <AddSource programme={filter} onClose={() => setAdding(false)} />}
    </Frame>
  );
}

function Row({ source }: { readonly source: Source }) {
  const t = useTranslations("intake");
  const { slug } = useProgramme();
  const isOfficer = isOfficerIn(useMe(), slug);
  const when = useWhen();
  const { data: newest = [] } = useQuery({ ...newestOfQuery(source.id), enabled: isOfficer });
  const [last] = newest;
  const held = newest.filter(({ status }) => status === "held").length;
  return (
    <li className={styles["row"]}>
      <span className={styles["main"]}>
        <Link to="/p/$programme/intake/sources/$id" params={{ programme: slug, id: source.id }}>
          <strong>{source.name}</strong>
        </Link>
        <span className={styles["quiet"]}>
          {vendorWords(source.vendor)}, {t(`sources.auth.${source.auth}`)}
        </span>
        {source.paused && <Status tone="soon">{t("sources.paused")}</Status>}
      </span>
      {isOfficer && (
        <span className={styles["main"]}>
          <Spark instants={newest.map(({ receivedAt }) => receivedAt)} />
          <span className={styles["quiet"]}>
            {last === undefined ? t("sources.never") : t("sources.last", { when: when(last.receivedAt) })}
          </span>
        </span>
      )}
      <span className={styles["acts"]}>
        {held > 0 && (
          <Link
            to="/p/$programme/intake/deliveries"
            params={{ programme: slug }}
            search={{ status: "held", source: source.id }}
          >
            {t("sources.heldCount", { count: held })}
          </Link>
        )}
      </span>
    </li>
  );
}
