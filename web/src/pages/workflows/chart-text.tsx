/** The same as the drawing, in lists: every state with how many stand there and where it leads. */
import { Link } from "@tanstack/react-router";
import { useFormatter, useTranslations } from "use-intl";
import type { Drawing } from "../../api/shapes.ts";
import type { messages } from "../../catalogues/en/index.ts";
import type { Box } from "../../parts/boxes.ts";
import { stateOf } from "../../parts/boxes.ts";
import { useProgramme } from "../../parts/programme.ts";
import { useStateWords } from "../../parts/state-words.ts";
import { whereOf } from "./drawn.tsx";
import { leadsOf } from "./leads.tsx";
import type { useStandings } from "./standings.ts";
import { useEventName } from "./words.ts";
import styles from "./workflows.module.css";

type Stage = keyof typeof messages.stage;

interface Props {
  readonly drawing: Drawing;
  readonly standings: ReturnType<typeof useStandings>;
  /** Else it is for those only who hear the page, and nothing in it takes the focus. */
  readonly isShown: boolean;
}

export function ChartText({ drawing, standings, isShown }: Props) {
  const t = useTranslations("workflows");
  const stageWords = useTranslations("stage");
  const lanes = drawing.lanes.length > 0 ? drawing.lanes.map(({ id }) => id) : [null];
  return (
    <div className={styles["text"]}>
      {lanes.map((lane) => (
        <section key={lane} data-stage={lane ?? undefined} className={styles["part"]}>
          {lane !== null && <h3>{stageWords.has(lane as Stage) ? stageWords(lane as Stage) : lane}</h3>}
          <ul>
            {drawing.boxes
              .filter((box) => lane === null || box.lane === lane)
              .map((box) => (
                <State key={box.path} {...{ drawing, standings, box, isShown }} />
              ))}
          </ul>
        </section>
      ))}
      {drawing.anywhere.length > 0 && (
        <section className={styles["part"]}>
          <h3>{t("anywhere")}</h3>
          <Ways
            workflow={drawing.name}
            leads={drawing.anywhere.flatMap(({ to, events }) => events.map((event) => ({ event, to })))}
          />
        </section>
      )}
    </div>
  );
}

function State({ drawing, standings, box, isShown }: Props & { readonly box: Box }) {
  const t = useTranslations("workflows");
  const stateWords = useStateWords();
  const { slug } = useProgramme();
  const count = standings.counts?.get(box.path);
  const leads = leadsOf(drawing, box.path);
  const standing = count !== undefined && (
    <span className={styles["quiet"]}>
      {t("standing", { count: count.total })}
      {count.parked > 0 && `, ${t("parkedOf", { count: count.parked })}`}
    </span>
  );
  return (
    <li>
      <strong>{stateWords(drawing.name, stateOf(box.path))}</strong>{" "}
      {count !== undefined && standings.listed && isShown ? (
        <Link to="/p/$programme/engagements" params={{ programme: slug }} search={whereOf(count)}>
          {standing}
        </Link>
      ) : (
        standing
      )}
      <Ways workflow={drawing.name} leads={leads.filter(({ to }) => to !== null)} />
      {leads.length === 0 && <p className={styles["quiet"]}>{t("noWay")}</p>}
    </li>
  );
}

interface WaysProps {
  readonly workflow: string;
  readonly leads: ReturnType<typeof leadsOf>;
}

/** One line a target: the events that lead there. */
function Ways({ workflow, leads }: WaysProps) {
  const t = useTranslations("workflows");
  const stateWords = useStateWords();
  const eventName = useEventName();
  const format = useFormatter();
  const targets = [...new Set(leads.map(({ to }) => to))];
  return (
    <ul className={styles["ways"]}>
      {targets.map((target) => {
        const names = leads.filter(({ to }) => to === target).map(({ event }) => eventName(workflow, event));
        const events = format.list([...new Set(names)], { type: "disjunction" });
        return (
          <li key={target}>
            {target === null
              ? t("wayBack", { events })
              : t("way", { state: stateWords(workflow, stateOf(target)), events })}
          </li>
        );
      })}
    </ul>
  );
}
