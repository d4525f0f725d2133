/** Somebody else acted first: who did what and when. Nothing of theirs is overwritten, and nothing of ours was sent. */
import { Button } from "@mantine/core";
import { useTranslations } from "use-intl";
import type { Clash } from "./clash.ts";
import styles from "./conflict.module.css";
import { useOpenEngagement } from "./open-engagement.ts";
import { isSentence } from "./sentence.ts";
import { useEventWords } from "./state-words.ts";
import { useWhen } from "./when.ts";

/** The sentence of the bar, for wherever else there is room for one. */
export function useClashWords(): (clash: Clash) => string {
  const t = useTranslations("parts.clash");
  const eventWords = useEventWords();
  const when = useWhen();
  return ({ who, happened }) => {
    const about = who ?? t("nameless");
    if (happened === undefined) return t("unknown", { about });
    const { event, by, at } = happened;
    const did = eventWords("engagement", event, "did");
    if (by === null || isSentence(did)) return t("byItself", { about, did, when: when(at) });
    const name = by.name ?? t("somebody");
    return event === "triage.claimed"
      ? t("claimed", { about, name, when: when(at) })
      : t("did", { about, name, did, when: when(at) });
  };
}

export function Conflict({ clash, onDismiss }: { readonly clash: Clash; readonly onDismiss: () => void }) {
  const t = useTranslations("parts.clash");
  const words = useClashWords();
  const open = useOpenEngagement();
  return (
    <div className={styles["bar"]} role="alert">
      <p className={styles["what"]}>{words(clash)}</p>
      <Button size="xs" variant="default" onClick={() => open(clash.id)}>
        {t("review")}
      </Button>
      <Button size="xs" variant="default" onClick={onDismiss}>
        {t("dismiss")}
      </Button>
    </div>
  );
}
