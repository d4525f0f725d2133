/** What now, on one screen: what is late, what waits for me, what is due, what is new, and what I wait for. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useFormatter, useTranslations } from "use-intl";
import type { TodayItem } from "../../api/shapes.ts";
import { Arrivals } from "../../parts/arrivals.tsx";
import { Failed } from "../../parts/failed.tsx";
import { useOpenEngagement } from "../../parts/open-engagement.ts";
import { later } from "../../parts/later.tsx";
import { Page } from "../../parts/page.tsx";
import { useProblemWords } from "../../parts/problem-words.ts";
import { useMe, useProgramme } from "../../parts/programme.ts";
import { NONE, Selection, toggled } from "../../parts/selection.tsx";
import { todayQuery } from "../../parts/today-query.ts";
import { seenBy } from "../../parts/today-seen.ts";
import { tellProblem, tellUndoable } from "../../parts/told.ts";
import { useLineActs } from "../../parts/use-line-acts.tsx";
import { useRows } from "../../parts/use-rows.ts";
import { useWatchedLists } from "../../parts/watched-lists.ts";
import { PARTS } from "./arrange.ts";
import { Asked } from "./asked.tsx";
import { Nothing, NotYours } from "./nothing.tsx";
import { Part, rowName, useFolds } from "./part.tsx";
import { useSnooze } from "./queries.ts";
import { Skeleton } from "./skeleton.tsx";
import { useArranged } from "./use-arranged.ts";
import { useTroubleKeys } from "./use-trouble-keys.ts";

const Lists = later(async () => (await import("./lists.tsx")).Lists);
const Snooze = later(async () => (await import("./snooze.tsx")).Snooze);
const Troubles = later(async () => (await import("./troubles.tsx")).Troubles);
const TroublesAlone = later(async () => (await import("./troubles.tsx")).TroublesAlone);

export function TodayPage() {
  const t = useTranslations("today");
  const { slug } = useProgramme();
  const seen = seenBy(useMe(), slug);
  if (seen.cases) return <Screen key={slug} programme={slug} operates={seen.troubles} />;
  return (
    <Page title={t("title")}>
      <Asked programme={slug} />
      {seen.troubles ? <TroublesAlone programme={slug} /> : <NotYours />}
    </Page>
  );
}

interface Props {
  readonly programme: string;
  /** Also looks after what runs here, so what has to be mended stands below. */
  readonly operates: boolean;
}

function Screen({ programme, operates }: Props) {
  const t = useTranslations("today");
  const parts = useTranslations("parts");
  const format = useFormatter();
  const wordsOf = useProblemWords();
  const open = useOpenEngagement();
  const { data: today, error, refetch } = useQuery(todayQuery(programme));
  const { arranged, own, reveal } = useArranged(today);
  const snooze = useSnooze(programme);
  const foldOf = useFolds();
  const [snoozing, setSnoozing] = useState<{ item: TodayItem; row: string }>();
  const [selected, setSelected] = useState(NONE);
  const lists = useWatchedLists();

  const shown = PARTS.flatMap((part) =>
    foldOf(part)?.isOpen === false
      ? []
      : (arranged?.parts[part] ?? []).map((item) => ({ name: rowName(part, item), part, item })),
  );
  const named = (name: string) => shown.find((row) => row.name === name);
  const onRow = (act: (item: TodayItem, name: string) => void) => (name: string) => {
    const row = named(name);
    if (row !== undefined) act(row.item, name);
  };
  const troubles = useTroubleKeys(programme, operates);
  const rows = useRows([...shown.map(({ name }) => name), ...troubles.names], {
    onOpen(name) {
      const row = named(name);
      if (row === undefined) troubles.open(name);
      else open(row.item.id);
    },
    onAct(name) {
      const row = named(name);
      if (row === undefined) troubles.act(name);
      else lineActs.press(row.item);
    },
    onClaim: onRow((item) => lineActs.claim(item)),
    onActions(name, element) {
      const row = named(name);
      if (row !== undefined) lineActs.openMenu(row.item, element);
    },
    onPeek: () => lineActs.togglePeek(),
    onSelect(name, isOn) {
      const row = named(name);
      if (row !== undefined) select(row.item.id, isOn);
    },
    onSnooze: (name) => {
      const row = named(name);
      if (row?.part === "snoozed") wake(row.item);
      else if (row !== undefined) setSnoozing({ item: row.item, row: name });
    },
  });

  const lineActs = useLineActs(named(rows.current ?? "")?.item, { onSend: own });
  const select = (id: string, isOn?: boolean): void => setSelected((before) => toggled(before, id, isOn));

  function hide(item: TodayItem, until: Date): void {
    setSnoozing(undefined);
    own(item.id);
    snooze.mutate({ item, until }, { onError: (problem) => tellProblem(wordsOf(problem)) });
    const day = format.dateTime(until, { weekday: "long", day: "numeric", month: "long" });
    tellUndoable(t("snoozed", { who: item.who ?? t("nameless"), day }), {
      label: parts("undo"),
      undo: () => wake(item),
    });
  }
  function wake(item: TodayItem): void {
    own(item.id);
    snooze.mutate({ item, until: null }, { onError: (problem) => tellProblem(wordsOf(problem)) });
  }

  const acts = {
    act: lineActs.act,
    select,
    wake,
    snooze: (item: TodayItem, row: string) => setSnoozing({ item, row }),
  };
  function show(): void {
    reveal();
    const [first] = PARTS.flatMap((part) => today?.[part].items.map((item) => rowName(part, item)) ?? []);
    if (first !== undefined) requestAnimationFrame(() => rows.focus(first));
  }
  return (
    <Page title={t("title")} beside={<Arrivals count={arranged?.arrivals ?? 0} onReveal={show} />}>
      <Asked programme={programme} />
      {lists.length > 0 && <Lists ids={lists} />}
      {lineActs.above}
      <Selection lines={shown.map(({ item }) => item)} selected={selected} onSelect={setSelected} />
      {error !== null && <Failed error={error} onRetry={() => void refetch()} />}
      {today === undefined && error === null && <Skeleton />}
      {today !== undefined && arranged !== undefined && (
        <>
          <Nothing today={today} arranged={arranged} />
          {PARTS.map((part) => (
            <Part
              key={part}
              part={part}
              items={arranged.parts[part]}
              total={today[part].total}
              rows={rows}
              acts={acts}
              selected={selected}
              fold={foldOf(part)}
            />
          ))}
        </>
      )}
      {operates && <Troubles programme={programme} isAlone={false} rows={rows} again={troubles.again} />}
      {lineActs.over}
      {snoozing !== undefined && (
        <Snooze
          item={snoozing.item}
          onChoose={(until) => hide(snoozing.item, until)}
          onClose={() => {
            const { row } = snoozing;
            setSnoozing(undefined);
            requestAnimationFrame(() => rows.focus(row));
          }}
        />
      )}
    </Page>
  );
}
