/** The same as the drawing, in sentences. */
import { useFormatter, useTranslations } from "use-intl";
import type { Drawing } from "../../api/shapes.ts";
import { useEventWords, useStateWords } from "../../parts/state-words.ts";
import type { Standing } from "./standing.ts";
import styles from "./chart.module.css";

interface Props {
  readonly workflow: string;
  readonly drawing: Drawing;
  readonly standings: ReadonlyMap<string, Standing>;
  /** States it was in, in order. */
  readonly through: readonly string[];
  readonly events: { readonly may: readonly string[]; readonly blocked: readonly string[] };
}

export function ChartText({ workflow, drawing, standings, through, events }: Props) {
  const t = useTranslations("engagement.text");
  const stageWords = useTranslations("stage");
  const stateWords = useStateWords();
  const eventWords = useEventWords();
  const format = useFormatter();
  const listed = (items: readonly string[]): string => format.list(items, { type: "conjunction" });
  const buttons = (types: readonly string[]): string =>
    listed(types.map((type) => eventWords(workflow, type, "do").replace(/…$/, "")));
  const here = drawing.boxes.find(({ path }) => standings.get(path)?.look === "current");
  const anywhere = new Set(drawing.anywhere.flatMap((one) => one.events));
  const others = [...standings.values()].flatMap(({ look, event }) =>
    look === "others" && event ? [event] : [],
  );
  const may = events.may.filter((type) => !anywhere.has(type));
  const fromAnywhere = events.may.filter((type) => anywhere.has(type));
  return (
    <div className={styles["text"]}>
      {here !== undefined && (
        <p>
          {t("now", {
            stage: here.lane === null ? "" : stageWords(here.lane as "inquiry"),
            state: stateWords(workflow, here.path.split(".").at(-1) ?? ""),
          })}
        </p>
      )}
      {through.length > 1 && (
        <p>{t("through", { states: listed(through.map((state) => stateWords(workflow, state))) })}</p>
      )}
      {may.length > 0 && <p>{t("may", { events: buttons(may) })}</p>}
      {events.blocked.length > 0 && <p>{t("blocked", { events: buttons(events.blocked) })}</p>}
      {others.length > 0 && <p>{t("others", { events: buttons([...new Set(others)]) })}</p>}
      {fromAnywhere.length > 0 && <p>{t("anywhere", { events: buttons(fromAnywhere) })}</p>}
    </div>
  );
}
