import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { Failed } from "../../parts/failed.tsx";
import { useNames } from "../../parts/colleagues.ts";
import { Said } from "../../parts/said.tsx";
import { useSentence } from "../../parts/sentence.ts";
import { useWhen } from "../../parts/when.ts";
import styles from "./interests.module.css";
import { storyQuery } from "./queries.ts";

/** What was asked, declared and decided, the newest first. */
export function Story({ id, programme }: { readonly id: string; readonly programme: string }) {
  const t = useTranslations("interests");
  const when = useWhen();
  const sentence = useSentence();
  const names = useNames(programme);
  const { data, error, refetch } = useQuery(storyQuery(id));
  return (
    <section aria-labelledby="story">
      <h2 id="story">{t("story")}</h2>
      {error !== null && <Failed error={error} onRetry={() => void refetch()} />}
      <ol reversed className={styles["story"]}>
        {data?.map((entry) => (
          <li key={entry.seq}>
            <p className={styles["what"]}>{sentence("interests", entry)}</p>
            <p className={styles["quiet"]}>
              <time dateTime={entry.happenedAt}>{when(entry.happenedAt)}</time>
            </p>
            <Said data={withoutPerson(entry.data)} names={names} />
          </li>
        ))}
      </ol>
    </section>
  );
}

/** Whose form it is stands above. */
const withoutPerson = ({ person: _, ...said }: Readonly<Record<string, unknown>>) => said;
