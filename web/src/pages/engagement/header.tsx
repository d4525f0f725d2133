/** Who it is and where it stands, in two lines that stay on the screen. */
import { useTranslations } from "use-intl";
import type { Engagement } from "../../api/shapes.ts";
import { inLine } from "../../i18n/isolate.ts";
import { useCountryWords } from "../../parts/countries.ts";
import { nextDeadline } from "../../parts/next-deadline.ts";
import { useMe } from "../../parts/programme.ts";
import { StageMark } from "../../parts/stage-mark.tsx";
import { useStateWords } from "../../parts/state-words.ts";
import { Tlp } from "../../parts/tlp.tsx";
import { useDue, useWhen } from "../../parts/when.ts";
import styles from "./page.module.css";
import type { Names } from "../../parts/said.tsx";

/** The heading: name, what they speak for, marking. */
export function Who({ engagement: { party, card, marking } }: { readonly engagement: Engagement }) {
  const t = useTranslations("engagement");
  const countryWords = useCountryWords();
  const { capacity, country } = card;
  const organisation = party?.organisation ?? undefined;
  const more = [
    organisation,
    // That they speak for it, its name has said.
    capacity === "organisation" && organisation !== undefined ? undefined : capacity,
    typeof country === "string" ? countryWords(country) : undefined,
  ].filter((one): one is string => typeof one === "string" && one !== "");
  return (
    <span className={styles["who"]}>
      <span>{party?.name ?? t("nameless")}</span>
      {more.length > 0 && <span className={styles["more"]}>{inLine(more)}</span>}
      <Tlp marking={marking} />
    </span>
  );
}

interface Props {
  readonly engagement: Engagement;
  readonly names: Names;
  readonly stage: string | null;
  readonly state: string;
  readonly since: string;
  /** Of the past nothing is due any more. */
  readonly isPast: boolean;
}

export function Standing({ engagement, names, stage, state, since, isPast }: Props) {
  const t = useTranslations("engagement");
  const me = useMe();
  const when = useWhen();
  const due = useDue();
  const stateWords = useStateWords();
  const seats = useTranslations("engagement.seats");
  const { owner, deadlines, id, workflow } = engagement;
  if (stage === null)
    return (
      <p className={styles["standing"]}>
        {seats.has(state as "held") && <span>{seats(state as "held")}</span>}
        <span className={styles["reference"]}>{t("reference", { id: id.slice(-8) })}</span>
      </p>
    );
  const name = owner === null ? t("nobody") : owner === me.id ? t("you") : (names.get(owner) ?? t("someone"));
  const next = nextDeadline(deadlines);
  return (
    <p className={styles["standing"]}>
      <StageMark stage={stage}>{stateWords(workflow, state)}</StageMark>
      <span>{t("changedWhen", { when: when(since) })}</span>
      <span>{t("owner", { name })}</span>
      {!isPast && (
        <span className={styles["due"]} data-late={next?.isOverdue || undefined}>
          {next === undefined
            ? t("noDeadline")
            : t(next.isOverdue ? "overdue" : "due", { when: due(next.at, engagement.programme) })}
        </span>
      )}
      <span className={styles["reference"]}>{t("reference", { id: id.slice(-8) })}</span>
    </p>
  );
}
