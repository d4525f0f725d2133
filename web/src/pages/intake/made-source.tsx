/** Where a source posts, shown once with its token; for a new one, until its first delivery is there. */
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { components } from "../../api/schema.d.ts";
import { useMe, useProgramme } from "../../parts/programme.ts";
import styles from "./intake.module.css";
import { newestOfQuery, WAIT_MS } from "./queries.ts";
import { isOfficerIn } from "./seen.ts";

interface Props {
  readonly made: components["schemas"]["MadeSource"];
  readonly isNew?: boolean;
  readonly onClose: () => void;
}

export function MadeSource({ made, isNew = false, onClose }: Props) {
  const t = useTranslations("intake.sources");
  const { slug } = useProgramme();
  // Who may not read what comes in is not told that it came either.
  const mayWait = isOfficerIn(useMe(), slug);
  const { data: newest = [] } = useQuery({
    ...newestOfQuery(made.id, WAIT_MS),
    enabled: isNew && mayWait,
  });
  return (
    <div className={styles["stack"]}>
      <dl className={styles["facts"]}>
        <dt>{t("address")}</dt>
        <dd>
          <code>{made.url}</code> <Copy text={made.url} />
        </dd>
        {made.token !== undefined && (
          <>
            <dt>{t("token")}</dt>
            <dd>
              <code>{made.token}</code>
            </dd>
          </>
        )}
      </dl>
      {made.token !== undefined && <p className={styles["notice"]}>{t("once")}</p>}
      {isNew && (
        <>
          <div>
            <p>{t("tryIt")}</p>
            <TestCommand url={made.url} />
          </div>
          {mayWait && (
            <output className={newest.length > 0 ? styles["good"] : styles["quiet"]}>
              {t(newest.length > 0 ? "arrived" : "waiting")}{" "}
              {newest.length > 0 && (
                <Link to="/p/$programme/intake/sources/$id" params={{ programme: slug, id: made.id }}>
                  {t("toMapping")}
                </Link>
              )}
            </output>
          )}
        </>
      )}
      <div className={styles["acts"]}>
        <Button onClick={onClose}>{t("done")}</Button>
      </div>
    </div>
  );
}

/** A command that sends a first test delivery. */
export function TestCommand({ url }: { readonly url: string }) {
  const command = `curl '${url}' -H 'content-type: application/json' -d '{"name":"Test","email":"test@example.org","message":"A test"}'`;
  return (
    <>
      <pre className={styles["raw"]}>{command}</pre>
      <Copy text={command} />
    </>
  );
}

function Copy({ text }: { readonly text: string }) {
  const t = useTranslations("intake.sources");
  const [isCopied, setCopied] = useState(false);
  return (
    <Button
      size="compact-xs"
      variant="default"
      onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}
    >
      {t(isCopied ? "copied" : "copy")}
    </Button>
  );
}
