/** Two versions of a chart: what the newer one added, left out and changed. */
import "@mantine/core/styles/Input.css";
import { NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { stateOf } from "../../parts/boxes.ts";
import { Failed } from "../../parts/failed.tsx";
import { Status } from "../../parts/status.tsx";
import { useStateWords } from "../../parts/state-words.ts";
import type { Way } from "./chart-data.ts";
import type { Difference } from "./compare.ts";
import { compare, isNothing } from "./compare.ts";
import { detailQuery } from "./queries.ts";
import { useEventName, useRoleWords, useTimerWords } from "./words.ts";
import styles from "./workflows.module.css";

const route = getRouteApi("/p/$programme/workflows/$name/$version");

interface Props {
  readonly name: string;
  readonly version: number;
  readonly versions: readonly number[];
}

export function Comparison({ name, version, versions }: Props) {
  const t = useTranslations("workflows.compare");
  const other = route.useSearch().with;
  const navigate = route.useNavigate();
  const others = versions.filter((one) => one !== version);
  const isAsked = other !== undefined && others.includes(other);
  const [older = version, newer = version] = [version, other ?? version].toSorted((a, b) => a - b);
  const before = useQuery({ ...detailQuery(name, older), enabled: isAsked });
  const after = useQuery({ ...detailQuery(name, newer), enabled: isAsked });
  const error = before.error ?? after.error;
  return (
    <section aria-labelledby="compare" className={styles["section"]}>
      <h2 id="compare">{t("title")}</h2>
      {others.length === 0 ? (
        <p className={styles["quiet"]}>{t("onlyOne")}</p>
      ) : (
        <NativeSelect
          label={t("with", { version })}
          value={isAsked ? String(other) : ""}
          onChange={({ currentTarget: { value } }) =>
            void navigate({
              search: value === "" ? {} : { with: Number(value) },
              replace: true,
              resetScroll: false,
            })
          }
          data={[
            { value: "", label: t("choose") },
            ...others.map((one) => ({ value: String(one), label: t("version", { version: one }) })),
          ]}
        />
      )}
      {error !== null && <Failed error={error} />}
      {isAsked && before.data !== undefined && after.data !== undefined && (
        <Differences
          workflow={name}
          older={older}
          newer={newer}
          difference={compare(before.data, after.data)}
        />
      )}
    </section>
  );
}

interface DifferencesProps {
  readonly workflow: string;
  readonly older: number;
  readonly newer: number;
  readonly difference: Difference;
}

function Differences({ workflow, older, newer, difference }: DifferencesProps) {
  const t = useTranslations("workflows.compare");
  const stateWords = useStateWords();
  const eventName = useEventName();
  const roleWords = useRoleWords();
  const timerWords = useTimerWords();
  const { states, events, ways, guards, timers } = difference;
  if (isNothing(difference)) return <p>{t("same", { older, newer })}</p>;
  const state = (path: string): string => stateWords(workflow, stateOf(path));
  const event = (type: string): string => eventName(workflow, type);
  const way = ({ from, event: type, to }: Way): string =>
    t("way", {
      from: from === "" ? t("anywhere") : state(from),
      event: type === null ? t("itself") : event(type),
      to: to.length === 0 ? t("stays") : to.map(state).join(", "),
    });
  return (
    <div className={styles["differences"]}>
      <p>{t("from", { older, newer })}</p>
      <Kind
        title={t("states")}
        rows={[
          ...states.added.map((path) => ({ sign: "added" as const, key: path, words: state(path) })),
          ...states.removed.map((path) => ({ sign: "removed" as const, key: path, words: state(path) })),
        ]}
      />
      <Kind
        title={t("events")}
        rows={[
          ...events.added.map((type) => ({ sign: "added" as const, key: type, words: event(type) })),
          ...events.removed.map((type) => ({ sign: "removed" as const, key: type, words: event(type) })),
          ...events.changed.map(({ name, before, after }) => ({
            sign: "changed" as const,
            key: name,
            words: event(name),
            more: (
              <>
                {before.who.join() !== after.who.join() &&
                  t("who", {
                    before: before.who.map(roleWords).join(", "),
                    after: after.who.map(roleWords).join(", "),
                  })}{" "}
                {before.fields.join() !== after.fields.join() &&
                  t("fields", { before: before.fields.join(", "), after: after.fields.join(", ") })}
              </>
            ),
          })),
        ]}
      />
      <Kind
        title={t("ways")}
        rows={[
          ...ways.added.map((one) => ({ sign: "added" as const, ...described(one, way) })),
          ...ways.removed.map((one) => ({ sign: "removed" as const, ...described(one, way) })),
        ]}
      />
      <Kind
        title={t("guards")}
        rows={guards.map((one) => ({
          sign: signOf(one),
          key: way(one),
          words: way(one),
          more: (
            <code>
              {one.before === "" ? "–" : one.before} → {one.after === "" ? "–" : one.after}
            </code>
          ),
        }))}
      />
      <Kind
        title={t("timers")}
        rows={[
          ...timers.added.map((name) => ({ sign: "added" as const, key: name, words: timerWords(name) })),
          ...timers.removed.map((name) => ({ sign: "removed" as const, key: name, words: timerWords(name) })),
          ...timers.changed.map(({ name, before, after }) => ({
            sign: "changed" as const,
            key: name,
            words: timerWords(name),
            more: `${before} → ${after}`,
          })),
        ]}
      />
    </div>
  );
}

type Sign = "added" | "removed" | "changed";

const described = (way: Way, wordsOf: (way: Way) => string) => ({
  key: `${wordsOf(way)} ${way.guard}`,
  words: wordsOf(way),
  ...(way.guard === null ? {} : { more: <code>{way.guard}</code> }),
});

const signOf = ({ before, after }: { readonly before: string; readonly after: string }): Sign =>
  before === "" ? "added" : after === "" ? "removed" : "changed";

interface KindProps {
  readonly title: string;
  readonly rows: readonly {
    readonly sign: Sign;
    readonly key: string;
    readonly words: string;
    readonly more?: ReactNode;
  }[];
}

const TONES = { added: "good", removed: "bad", changed: "soon" } as const;

function Kind({ title, rows }: KindProps) {
  const t = useTranslations("workflows.compare");
  if (rows.length === 0) return null;
  return (
    <div className={styles["panel"]}>
      <h3>{title}</h3>
      <ul className={styles["changes"]}>
        {rows.map(({ sign, key, words, more }) => (
          <li key={`${sign} ${key}`}>
            <Status tone={TONES[sign]}>{t(sign)}</Status>
            <span>{words}</span>
            {more !== undefined && <span className={styles["quiet"]}>{more}</span>}
          </li>
        ))}
      </ul>
    </div>
  );
}
