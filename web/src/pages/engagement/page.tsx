/** The whole story and next step of one party. */
import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useCallback, useMemo, useState } from "react";
import { useTranslations } from "use-intl";
import type { JournalEntry } from "../../api/shapes.ts";
import { boxOf } from "../../parts/boxes.ts";
import { useNames } from "../../parts/colleagues.ts";
import { Page } from "../../parts/page.tsx";
import { useMe } from "../../parts/programme.ts";
import { drawingQuery, journalQuery, standingQuery } from "../../parts/standing.ts";
import { Actions } from "./actions.tsx";
import { Drawer } from "./drawer.tsx";
import { Standing, Who } from "./header.tsx";
import { mayIn } from "./may.ts";
import { momentOf } from "./moment.ts";
import styles from "./page.module.css";
import { engagementThenQuery } from "./queries.ts";
import { CaseFile } from "./case-file.tsx";
import { Retry } from "./retry.tsx";
import { engagementRoute } from "./route.ts";
import { isDone } from "./standing.ts";
import { useCaused } from "./use-caused.ts";
import { useNext } from "./use-next.ts";
import { useWays } from "./use-ways.ts";

const NONE: readonly JournalEntry[] = [];

export function EngagementPage() {
  const t = useTranslations("engagement");
  const { id } = engagementRoute.useParams();
  const { do: doing, at, show } = engagementRoute.useSearch();
  const me = useMe();
  const { data: engagement, isFetching } = useSuspenseQuery(standingQuery(id));
  const { workflow, version, programme } = engagement;
  const { data: drawing } = useSuspenseQuery(drawingQuery(workflow, version));
  const isCardOnly = engagement.stage === null;
  const journal = useQuery({ ...journalQuery(id), enabled: !isCardOnly });
  const { refetch } = journal;
  const reload = useCallback(() => void refetch(), [refetch]);
  const then = useQuery({ ...engagementThenQuery(id, at ?? 1), enabled: at !== undefined });
  const names = useNames(programme);
  const may = useMemo(() => mayIn(me, programme), [me, programme]);
  const [isRetrying, setRetrying] = useState(false);
  const askRetry = useCallback(() => setRetrying(true), []);
  const caused = useCaused(id, may, { isAsked: !isCardOnly, onRetry: askRetry });
  const ways = useWays();

  const entries = journal.data ?? NONE;
  const moment = useMemo(() => momentOf(engagement, entries, at), [engagement, entries, at]);
  const { isPast, stage, state, since, accepts, refuses } = moment;
  const here = boxOf(drawing.boxes, stage, state);
  const leading = new Set(
    drawing.edges.filter(({ from }) => from === here?.path).flatMap(({ events }) => events),
  );
  const blocked = refuses.filter(({ why }) => why === "guard");
  const others = refuses.filter(
    ({ why, type, needs }) => why === "role" && leading.has(type) && isDone(needs),
  );
  const next = useNext({ engagement, isAsked: isFetching, seen: entries.at(-1)?.seq ?? 0 }, ways.choose);

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
            <Standing {...{ engagement, names, stage, state, since, isPast }} />
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
            onChoose={ways.choose}
            onNext={next}
          />
        )}
        <CaseFile
          {...{ engagement, drawing, moment, entries, isCardOnly, names, caused, may, show, ways }}
          card={(isPast ? then.data?.card : undefined) ?? engagement.card}
          journalError={journal.error}
          onReload={reload}
        />
      </div>
      {isRetrying && <Retry id={id} onClose={() => setRetrying(false)} />}
      {doing !== undefined && schema !== undefined && (
        <Drawer
          key={doing}
          {...{ engagement, drawing, entries, schema }}
          type={doing}
          onBehalfOf={isSpokenFor ? "stakeholder" : undefined}
          isOpen={isAccepted || isSpokenFor}
          onReview={ways.review}
          onClose={ways.close}
        />
      )}
    </div>
  );
}
