/** The whole story and next step of one party. */
import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useCallback, useMemo, useState } from "react";
import { useTranslations } from "use-intl";
import type { JournalEntry } from "../../api/shapes.ts";
import { boxOf } from "../../parts/boxes.ts";
import { useNames } from "../../parts/colleagues.ts";
import { Failed } from "../../parts/failed.tsx";
import { Page } from "../../parts/page.tsx";
import { useMe } from "../../parts/programme.ts";
import { Actions } from "./actions.tsx";
import { Deadlines, Facts, Interests, Seats } from "./beside.tsx";
import { Chart } from "./chart.tsx";
import { Drawer } from "./drawer.tsx";
import { Standing, Who } from "./header.tsx";
import { kindsIn } from "./kinds.ts";
import { mayIn } from "./may.ts";
import styles from "./page.module.css";
import { drawingQuery, journalQuery, standingQuery } from "../../parts/standing.ts";
import { engagementThenQuery } from "./queries.ts";
import { Retry } from "./retry.tsx";
import { engagementRoute } from "./route.ts";
import { isDone, standingsOf } from "./standing.ts";
import { Story } from "./story.tsx";
import { Travel } from "./travel.tsx";
import { useCaused } from "./use-caused.ts";
import { useNext } from "./use-next.ts";
import { useSeek } from "./use-seek.ts";
import { Vetting } from "./vetting.tsx";

const NONE: readonly JournalEntry[] = [];

export function EngagementPage() {
  const t = useTranslations("engagement");
  const { id } = engagementRoute.useParams();
  const { do: doing, at, show } = engagementRoute.useSearch();
  const navigate = engagementRoute.useNavigate();
  const me = useMe();
  const { data: engagement, isFetching } = useSuspenseQuery(standingQuery(id));
  const { workflow, version, programme } = engagement;
  const { data: drawing } = useSuspenseQuery(drawingQuery(workflow, version));
  // Whoever sees a roster card only is not told where the case stands.
  const isCardOnly = engagement.stage === null;
  const journal = useQuery({ ...journalQuery(id), enabled: !isCardOnly });
  const then = useQuery({ ...engagementThenQuery(id, at ?? 1), enabled: at !== undefined });
  const names = useNames(programme);
  const may = mayIn(me, programme);
  const [isRetrying, setRetrying] = useState(false);
  const askRetry = useCallback(() => setRetrying(true), []);
  const caused = useCaused(id, may, { isAsked: !isCardOnly, onRetry: askRetry });

  const seek = useSeek();

  const entries = journal.data ?? NONE;
  const past = useMemo(
    () => (at === undefined ? entries : entries.filter(({ seq }) => seq <= at)),
    [entries, at],
  );
  const last = past.at(-1);
  const isPast = at !== undefined && last !== undefined;
  const { stage, state } = isPast ? last : engagement;
  const accepts = isPast ? [] : engagement.accepts;
  const refuses = isPast ? [] : engagement.refuses;
  const here = boxOf(drawing.boxes, stage, state);
  const leading = new Set(
    drawing.edges.filter(({ from }) => from === here?.path).flatMap(({ events }) => events),
  );
  const blocked = refuses.filter(({ why }) => why === "guard");
  const others = refuses.filter(
    ({ why, type, needs }) => why === "role" && leading.has(type) && isDone(needs),
  );
  const choose = (event: string): void =>
    void navigate({ search: (before) => ({ ...before, do: event }), replace: doing !== undefined });
  const next = useNext({ engagement, isAsked: isFetching, seen: entries.at(-1)?.seq ?? 0 }, choose);
  const close = (): void => void navigate({ search: ({ do: _, ...before }) => before, replace: true });
  const travel = (to: number | undefined): void =>
    void navigate({
      search: ({ at: _at, do: _do, ...before }) => (to === undefined ? before : { ...before, at: to }),
      replace: at !== undefined,
      resetScroll: false,
    });
  const filter = (kinds: readonly string[]): void =>
    void navigate({
      search: ({ show: _, ...before }) =>
        kinds.length === 0 ? before : { ...before, show: kinds.join(",") },
      resetScroll: false,
    });
  /** To an entry, wherever the page stands: filters and tabs give way. */
  function review(seq: number): void {
    seek(seq);
    void navigate({
      search: ({ show: _show, tab: _tab, ...before }) => before,
      replace: true,
      resetScroll: false,
    });
  }

  const isAccepted = engagement.accepts.some(({ type }) => type === doing);
  const isSpokenFor =
    !isAccepted && others.some(({ type, needs }) => type === doing && needs.includes("stakeholder"));
  // Also of one that is blocked, so that its refusal can be read.
  const schema = isPast
    ? undefined
    : [...engagement.accepts, ...engagement.refuses].find(({ type }) => type === doing)?.schema;

  return (
    <div className={styles["page"]} data-drawer={schema !== undefined || undefined}>
      <div className={styles["main"]}>
        <div className={styles["sticky"]}>
          <Page title={t("title")} heading={<Who engagement={engagement} />}>
            <Standing
              engagement={engagement}
              names={names}
              stage={stage}
              state={state}
              since={sinceOf(past) ?? engagement.updatedAt}
              isPast={isPast}
            />
          </Page>
        </div>
        {engagement.status === "parked" && <p className={styles["parked"]}>{t("parked")}</p>}
        {engagement.possibleDuplicates.length > 0 && (
          <p className={styles["notice"]}>
            {t("duplicates", { count: engagement.possibleDuplicates.length })}
            {may.merge &&
              engagement.possibleDuplicates.map(({ pair }) => (
                <Link
                  key={pair}
                  to="/p/$programme/intake/duplicates/$id"
                  params={{ programme, id: pair }}
                  className={styles["compare"] ?? ""}
                >
                  {t("compare")}
                </Link>
              ))}
          </p>
        )}
        {!isPast && (
          <Actions
            {...{ workflow, accepts, blocked, others }}
            maySpeakFor={may.speakFor}
            isBeside={schema !== undefined}
            onChoose={choose}
            onNext={next}
          />
        )}
        {isCardOnly ? (
          <p>{t("cardOnly")}</p>
        ) : (
          <>
            <Travel entries={entries} at={isPast ? at : undefined} onTravel={travel} />
            <Chart
              workflow={workflow}
              drawing={drawing}
              standings={standingsOf({ drawing, journal: past, stage, state, accepts, refuses })}
              through={past.map((entry) => entry.state).filter((one, place, all) => one !== all[place - 1])}
              events={{ may: accepts.map(({ type }) => type), blocked: blocked.map(({ type }) => type) }}
              onChoose={isPast ? undefined : choose}
            />
          </>
        )}
        <div className={styles["columns"]}>
          <div>
            {!isCardOnly && journal.error !== null && (
              <Failed error={journal.error} onRetry={() => void journal.refetch()} />
            )}
            {!isCardOnly && (
              <Story
                id={id}
                hasDossier={may.readDossier}
                entries={past}
                reading={{ workflow, programme, names, caused, opensDeliveries: may.readDeliveries }}
                kinds={kindsIn(show)}
                onShow={filter}
              />
            )}
          </div>
          <aside aria-label={t("beside")}>
            {!isCardOnly && (
              <Deadlines
                programme={programme}
                deadlines={isPast ? [] : engagement.deadlines}
                since={sinceOf(past) ?? engagement.updatedAt}
              />
            )}
            <Facts
              workflow={workflow}
              card={(isPast ? then.data?.card : undefined) ?? engagement.card}
              entries={past}
            />
            <Vetting engagement={engagement} entries={past} names={names} />
            <Seats engagement={engagement} />
            {may.readInterests && <Interests engagement={engagement} />}
          </aside>
        </div>
      </div>
      {isRetrying && <Retry id={id} onClose={() => setRetrying(false)} />}
      {doing !== undefined && schema !== undefined && (
        <Drawer
          key={doing}
          engagement={engagement}
          drawing={drawing}
          entries={entries}
          type={doing}
          schema={schema}
          onBehalfOf={isSpokenFor ? "stakeholder" : undefined}
          isOpen={isAccepted || isSpokenFor}
          onReview={review}
          onClose={close}
        />
      )}
    </div>
  );
}

/** When it came to where it is. */
function sinceOf(entries: readonly JournalEntry[]): string | undefined {
  const last = entries.at(-1);
  const before = entries.findLastIndex(({ stage, state }) => stage !== last?.stage || state !== last?.state);
  return entries[before + 1]?.enteredAt;
}
