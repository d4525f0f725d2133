/** Where one state leads, by what, and by whose hand; and what leads somewhere from anywhere. */
import { useFormatter, useTranslations } from "use-intl";
import type { Drawing } from "../../api/shapes.ts";
import type { Box } from "../../parts/boxes.ts";
import { stateOf } from "../../parts/boxes.ts";
import { useStateWords } from "../../parts/state-words.ts";
import type { Detail } from "./chart-data.ts";
import { useEventName, useRoleWords } from "./words.ts";
import styles from "./workflows.module.css";

interface Lead {
  readonly event: string;
  /** Null where it stays in its state. */
  readonly to: string | null;
}

/** In the order of the drawing, those that change nothing of where it stands last. */
export function leadsOf({ edges, inPlace }: Drawing, path: string): readonly Lead[] {
  return [
    ...edges
      .filter(({ from }) => from === path)
      .flatMap(({ to, events }) => events.map((event) => ({ event, to }))),
    ...inPlace
      .filter(({ state }) => state === path)
      .flatMap(({ events }) => events.map((event) => ({ event, to: null }))),
  ];
}

interface FromProps {
  readonly drawing: Drawing;
  readonly detail: Detail | undefined;
  readonly box: Box | undefined;
}

export function FromHere({ drawing, detail, box }: FromProps) {
  const t = useTranslations("workflows");
  const stateWords = useStateWords();
  const eventName = useEventName();
  const roleWords = useRoleWords();
  const format = useFormatter();
  const all = box === undefined ? [] : leadsOf(drawing, box.path);
  const leads = all.flatMap(({ event, to }) => (to === null ? [] : [{ event, to }]));
  const staying = all.flatMap(({ event, to }) => (to === null ? [event] : []));
  const whoOf = (type: string): readonly string[] =>
    detail?.events.find((event) => event.type === type)?.who ?? [];
  return (
    <section aria-labelledby="from-here" className={styles["panel"]}>
      <h3 id="from-here">
        {box === undefined
          ? t("fromHere")
          : t("from", { state: stateWords(drawing.name, stateOf(box.path)) })}
      </h3>
      {box === undefined && <p className={styles["quiet"]}>{t("choose")}</p>}
      {box !== undefined && all.length === 0 && <p className={styles["quiet"]}>{t("noWay")}</p>}
      {leads.length > 0 && (
        <ul className={styles["leads"]}>
          {leads.map(({ event, to }) => (
            <li key={`${event} ${to}`}>
              <span>{eventName(drawing.name, event)}</span>
              <span className={styles["to"]}>→ {stateWords(drawing.name, stateOf(to))}</span>
              <span className={styles["quiet"]}>
                {format.list(whoOf(event).map(roleWords), { type: "disjunction" })}
              </span>
            </li>
          ))}
        </ul>
      )}
      {staying.length > 0 && (
        <p className={styles["quiet"]}>
          {t("wayBack", { events: staying.map((event) => eventName(drawing.name, event)).join(", ") })}
        </p>
      )}
    </section>
  );
}

export function Anywhere({ drawing: { name, anywhere, opens } }: { readonly drawing: Drawing }) {
  const t = useTranslations("workflows");
  const stateWords = useStateWords();
  const eventName = useEventName();
  const row = ({ to, events }: { to: string | null; events: readonly string[] }) => (
    <li key={`${to} ${events.join(" ")}`}>
      <span>{[...new Set(events.map((event) => eventName(name, event)))].join(", ")}</span>
      <span className={styles["to"]}>{to === null ? t("stays") : `→ ${stateWords(name, stateOf(to))}`}</span>
    </li>
  );
  return (
    <section aria-labelledby="anywhere" className={styles["panel"]}>
      <h3 id="anywhere">{t("opens")}</h3>
      <ul className={styles["leads"]}>{opens.map(row)}</ul>
      {anywhere.length > 0 && (
        <>
          <h3>{t("anywhere")}</h3>
          <ul className={styles["leads"]}>{anywhere.map(row)}</ul>
        </>
      )}
    </section>
  );
}
