/** Letters with a link that lets somebody in and that no mail host took. That they were looked at is recorded. */
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { Failed } from "../../../parts/failed.tsx";
import { useWhen } from "../../../parts/when.ts";
import styles from "../admin.module.css";
import { Sheet } from "../sheet.tsx";
import { linkMailsQuery } from "./queries.ts";

export function LinkMails({ onClose }: { readonly onClose: () => void }) {
  const t = useTranslations("admin.people");
  const when = useWhen();
  const { data, error, refetch } = useQuery(linkMailsQuery);
  return (
    <Sheet title={t("letters")} onClose={onClose}>
      <div className={styles["stack"]}>
        <p className={styles["notice"]}>{t("lettersWhy")}</p>
        {error !== null && <Failed error={error} onRetry={() => void refetch()} />}
        {data?.length === 0 && <p>{t("noLetter")}</p>}
        {data?.map(({ id, to, subject, text, createdAt }) => (
          <article key={id} className={styles["panel"]}>
            <p>
              <strong>{to.name}</strong> <span className={styles["quiet"]}>{to.email}</span>
            </p>
            <p className={styles["small"]}>
              {subject}, {when(createdAt)}
            </p>
            <code className={styles["secret"]}>{linkIn(text)}</code>
          </article>
        ))}
      </div>
    </Sheet>
  );
}

/** The letter is plain text with the link on a line of its own. */
const linkIn = (text: string): string => text.split("\n").find((line) => /^https?:\/\//.test(line)) ?? text;
