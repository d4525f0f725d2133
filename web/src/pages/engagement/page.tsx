/** The whole story and next step of one party. */
import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { Failed } from "../../parts/failed.tsx";
import { Page } from "../../parts/page.tsx";
import { useMe } from "../../parts/programme.ts";
import { Actions } from "./actions.tsx";
import { Deadlines, Facts, Mails } from "./beside.tsx";
import { Chart } from "./chart.tsx";
import { Drawer } from "./drawer.tsx";
import { Standing, Who } from "./header.tsx";
import styles from "./page.module.css";
import { drawingQuery, engagementQuery, engagementThenQuery, journalQuery } from "./queries.ts";
import { engagementRoute } from "./route.ts";
import { boxOf, isDone, standingsOf } from "./standing.ts";
import { Timeline, useSentence } from "./timeline.tsx";
import { Travel } from "./travel.tsx";

export function EngagementPage() {
  const t = useTranslations("engagement");
  const { id } = engagementRoute.useParams();
  const { do: doing, at } = engagementRoute.useSearch();
  const navigate = engagementRoute.useNavigate();
  const me = useMe();
  const sentence = useSentence();
  const { data: engagement } = useSuspenseQuery(engagementQuery(id));
  const { workflow, version } = engagement;
  const { data: drawing } = useSuspenseQuery(drawingQuery(workflow, version));
  const journal = useQuery(journalQuery(id));
  const then = useQuery({ ...engagementThenQuery(id, at ?? 1), enabled: at !== undefined });

  const entries = journal.data ?? [];
  const past = at === undefined ? entries : entries.filter(({ seq }) => seq <= at);
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
  const maySpeakFor = me.roles.some(({ role }) => role === "officer");
  const choose = (event: string): void =>
    void navigate({ search: (before) => ({ ...before, do: event }), replace: doing !== undefined });
  const close = (): void => void navigate({ search: ({ do: _, ...before }) => before, replace: true });
  const travel = (to: number | undefined): void =>
    void navigate({
      search: ({ at: _at, do: _do, ...before }) => (to === undefined ? before : { ...before, at: to }),
      replace: at !== undefined,
      resetScroll: false,
    });

  const isAccepted = engagement.accepts.some(({ type }) => type === doing);
  const isSpokenFor =
    !isAccepted && others.some(({ type, needs }) => type === doing && needs.includes("stakeholder"));
  // Also of one that is blocked, so that its refusal can be read.
  const schema = isPast
    ? undefined
    : [...engagement.accepts, ...engagement.refuses].find(({ type }) => type === doing)?.schema;
  const newest = entries.at(-1);

  return (
    <div className={styles["page"]} data-drawer={schema !== undefined || undefined}>
      <div className={styles["main"]}>
        <div className={styles["sticky"]}>
          <Page title={t("title")} heading={<Who engagement={engagement} />}>
            <Standing
              engagement={engagement}
              stage={stage}
              state={state}
              since={isPast ? last.enteredAt : engagement.updatedAt}
            />
          </Page>
        </div>
        {engagement.status === "parked" && <p className={styles["parked"]}>{t("parked")}</p>}
        {engagement.possibleDuplicates.length > 0 && (
          <p className={styles["notice"]}>
            {t("duplicates", { count: engagement.possibleDuplicates.length })}
          </p>
        )}
        {!isPast && <Actions {...{ workflow, accepts, blocked, others, maySpeakFor }} onChoose={choose} />}
        <Travel entries={entries} at={isPast ? at : undefined} onTravel={travel} />
        <Chart
          workflow={workflow}
          drawing={drawing}
          standings={standingsOf({ drawing, journal: past, stage, state, accepts, refuses })}
          through={past.map((entry) => entry.state).filter((one, place, all) => one !== all[place - 1])}
          events={{ may: accepts.map(({ type }) => type), blocked: blocked.map(({ type }) => type) }}
          onChoose={isPast ? undefined : choose}
        />
        <div className={styles["columns"]}>
          <div>
            {journal.error !== null && (
              <Failed error={journal.error} onRetry={() => void journal.refetch()} />
            )}
            <Timeline workflow={workflow} entries={past} />
          </div>
          <aside aria-label={t("facts")}>
            <Deadlines deadlines={isPast ? [] : engagement.deadlines} />
            <Facts card={(isPast ? then.data?.card : undefined) ?? engagement.card} />
            <Mails id={id} />
          </aside>
        </div>
      </div>
      {doing !== undefined && schema !== undefined && (
        <Drawer
          key={doing}
          engagement={engagement}
          type={doing}
          schema={schema}
          onBehalfOf={isSpokenFor ? "stakeholder" : undefined}
          isOpen={isAccepted || isSpokenFor}
          latest={newest === undefined ? "" : sentence(workflow, newest)}
          onClose={close}
        />
      )}
    </div>
  );
}
