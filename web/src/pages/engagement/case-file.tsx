/** What is told of a case at a moment: where it stands in its chart, what happened, and what is known. */
import { memo, useMemo } from "react";
import { useTranslations } from "use-intl";
import type { Drawing, Engagement, JournalEntry } from "../../api/shapes.ts";
import { Failed } from "../../parts/failed.tsx";
import { Deadlines, Facts, Interests, Seats } from "./beside.tsx";
import { Chart } from "./chart.tsx";
import type { Caused } from "./effects.tsx";
import { kindsIn } from "./kinds.ts";
import type { May } from "./may.ts";
import type { Moment } from "./moment.ts";
import styles from "./page.module.css";
import type { Names } from "../../parts/said.tsx";
import { standingsOf } from "./standing.ts";
import { Story } from "./story.tsx";
import { Travel } from "./travel.tsx";
import type { Ways } from "./use-ways.ts";
import { Vetting } from "./vetting.tsx";

interface Props {
  readonly engagement: Engagement;
  readonly drawing: Drawing;
  readonly moment: Moment;
  /** All of them, oldest first. */
  readonly entries: readonly JournalEntry[];
  readonly card: Engagement["card"];
  /** Whoever sees a roster card only is not told where the case stands. */
  readonly isCardOnly: boolean;
  readonly journalError: Error | null;
  readonly onReload: () => void;
  readonly names: Names;
  readonly caused: Caused;
  readonly may: May;
  /** Which kinds the timeline shows, as it stands in the address. */
  readonly show: unknown;
  readonly ways: Ways;
}

/** Made anew when something of it changes, and not for a form that is opened beside it. */
export const CaseFile = memo((props: Props) => {
  const { engagement, drawing, moment, entries, card, isCardOnly, journalError, onReload } = props;
  const { names, caused, may, show, ways } = props;
  const t = useTranslations("engagement");
  const { id, workflow, programme } = engagement;
  const { isPast, entries: past, stage, state, since, accepts, refuses } = moment;
  const reading = useMemo(
    () => ({ workflow, programme, names, caused, opensDeliveries: may.readDeliveries }),
    [workflow, programme, names, caused, may.readDeliveries],
  );
  const blocked = refuses.filter(({ why }) => why === "guard");
  return (
    <>
      {isCardOnly ? (
        <p>{t("cardOnly")}</p>
      ) : (
        <>
          <Travel entries={entries} at={isPast ? past.at(-1)?.seq : undefined} onTravel={ways.travel} />
          <Chart
            workflow={workflow}
            drawing={drawing}
            standings={standingsOf({ drawing, journal: past, stage, state, accepts, refuses })}
            through={past.map((entry) => entry.state).filter((one, place, all) => one !== all[place - 1])}
            events={{ may: accepts.map(({ type }) => type), blocked: blocked.map(({ type }) => type) }}
            onChoose={isPast ? undefined : ways.choose}
          />
        </>
      )}
      <div className={styles["columns"]}>
        <div>
          {!isCardOnly && journalError !== null && <Failed error={journalError} onRetry={onReload} />}
          {!isCardOnly && (
            <Story
              id={id}
              hasDossier={may.readDossier}
              entries={past}
              reading={reading}
              kinds={kindsIn(show)}
              onShow={ways.filter}
            />
          )}
        </div>
        <aside aria-label={t("beside")}>
          {!isCardOnly && (
            <Deadlines programme={programme} deadlines={isPast ? [] : engagement.deadlines} since={since} />
          )}
          <Facts workflow={workflow} card={card} entries={past} />
          <Vetting engagement={engagement} entries={past} names={names} />
          <Seats engagement={engagement} />
          {may.readInterests && <Interests engagement={engagement} />}
        </aside>
      </div>
    </>
  );
});
