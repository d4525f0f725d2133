/** One list: what entering it would do, row by row; then entering it, watching, stopping, and taking it back. */
import "@mantine/core/styles/Checkbox.css";
import "@mantine/core/styles/InlineInput.css";
import "@mantine/core/styles/Input.css";
import "@mantine/core/styles/Progress.css";
import { Button, Checkbox, NativeSelect, Progress } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { api, bodyOf } from "../../api/client.ts";
import { Failed } from "../../parts/failed.tsx";
import type { Import } from "../../parts/list-query.ts";
import { importQuery, isUnderWay } from "../../parts/list-query.ts";
import { useProblemWords } from "../../parts/problem-words.ts";
import { useProgramme } from "../../parts/programme.ts";
import { tellProblem } from "../../parts/told.ts";
import { endWatch, watchList } from "../../parts/watched-lists.ts";
import { FIELDS, useFieldWords } from "./field-words.ts";
import { Frame } from "./frame.tsx";
import { ImportRows } from "./import-rows.tsx";
import styles from "./intake.module.css";
import { mappingOf } from "./mapping.ts";

const route = getRouteApi("/p/$programme/intake/import/$id");

export function ImportPage() {
  const t = useTranslations("intake");
  const { slug } = useProgramme();
  const { id } = route.useParams();
  const { data, error, refetch } = useQuery(importQuery(id));
  const hasEnded = data !== undefined && !isUnderWay(data);
  useEffect(() => {
    if (hasEnded) endWatch(id);
  }, [id, hasEnded]);
  return (
    <Frame tab="import">
      <p style={{ marginBottom: 16 }}>
        <Link to="/p/$programme/intake/import" params={{ programme: slug }}>
          {t("back", { what: t("import.lists") })}
        </Link>
      </p>
      {error !== null && <Failed error={error} onRetry={() => void refetch()} />}
      {data !== undefined && (
        <div className={styles["stack"]}>
          <Standing list={data} />
          {data.status === "checked" && data.headings !== null && (
            <Columns list={data} headings={data.headings} />
          )}
          <ImportRows list={data} />
        </div>
      )}
    </Frame>
  );
}

function Standing({ list }: { readonly list: Import }) {
  const t = useTranslations("intake.import");
  const [acknowledge, setAcknowledge] = useState(false);
  const [thirdParty, setThirdParty] = useState(false);
  const act = useAct(list.id);
  const { status, rows, forecast, progress } = list;
  const good = rows - forecast.error;
  const done = good - progress.waiting;
  return (
    <section className={styles["panel"]} aria-labelledby="standing">
      <h2 id="standing">{t(`headline.${status}`)}</h2>
      <p>{t("forecastWords", { ...forecast, rows })}</p>
      {status === "checked" && (
        <div className={styles["stack"]}>
          <Checkbox
            label={t("acknowledge")}
            checked={acknowledge}
            onChange={({ currentTarget: { checked } }) => setAcknowledge(checked)}
          />
          <Checkbox
            label={t("thirdParty")}
            checked={thirdParty}
            onChange={({ currentTarget: { checked } }) => setThirdParty(checked)}
          />
        </div>
      )}
      {status !== "checked" && status !== "expired" && (
        <>
          <Progress
            value={good === 0 ? 100 : (100 * done) / good}
            aria-label={t("progress")}
            style={{ margin: "12px 0" }}
          />
          <output>{t("progressWords", { ...progress, done, good })}</output>
        </>
      )}
      <div className={styles["acts"]} style={{ justifyContent: "flex-start", marginTop: 16 }}>
        {status === "checked" && (
          <>
            <Button
              disabled={good === 0}
              loading={act.isPending}
              onClick={() => act.mutate(() => run(list.id, { acknowledge, thirdParty }))}
            >
              {t("run", { count: good })}
            </Button>
            <Button variant="default" onClick={() => act.mutate(() => cancel(list.id))}>
              {t("drop")}
            </Button>
          </>
        )}
        {status === "running" && (
          <Button variant="default" onClick={() => act.mutate(() => cancel(list.id))}>
            {t("stop")}
          </Button>
        )}
        {(status === "done" || status === "cancelled") && progress.opened + progress.attached > 0 && (
          <>
            <Button variant="default" loading={act.isPending} onClick={() => act.mutate(() => undo(list.id))}>
              {t("undo")}
            </Button>
            <span className={styles["small"]}>{t("undoWhy")}</span>
          </>
        )}
        {forecast.error > 0 && (
          <a href={`/api/v1/imports/${list.id}/errors.csv`} download>
            {t("errorsCsv", { count: forecast.error })}
          </a>
        )}
      </div>
    </section>
  );
}

const run = async (id: string, body: { acknowledge: boolean; thirdParty: boolean }) =>
  await bodyOf(api.POST("/api/v1/imports/{id}/run", { params: { path: { id } }, body }));
const cancel = async (id: string) =>
  await bodyOf(api.POST("/api/v1/imports/{id}/cancel", { params: { path: { id } } }));
const undo = async (id: string) =>
  await bodyOf(api.POST("/api/v1/imports/{id}/undo", { params: { path: { id } } }));

/** Whatever is done answers with where the list stands then. */
function useAct(id: string) {
  const wordsOf = useProblemWords();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (act: () => Promise<Import>) => act(),
    onSuccess(now) {
      client.setQueryData(importQuery(id).queryKey, now);
      // Whoever leaves meanwhile hears of its end on Today.
      if (isUnderWay(now)) watchList(id);
    },
    onError: (error) => tellProblem(wordsOf(error)),
    onSettled: () => client.invalidateQueries({ queryKey: ["imports"] }),
  });
}

function Columns({ list, headings }: { readonly list: Import; readonly headings: readonly string[] }) {
  const t = useTranslations("intake.import");
  const mappingWords = useTranslations("intake.mapping");
  const fieldWords = useFieldWords();
  const act = useAct(list.id);
  const chosen = Object.fromEntries(
    Object.entries(list.mapping).flatMap(([field, named]) => named.map((heading) => [heading, field])),
  );
  const choose = (heading: string, field: string): void => {
    const questions = headings.map((key) => ({ key, ref: null }));
    const mapping = mappingOf(questions, { ...chosen, [heading]: field });
    act.mutate(
      async () =>
        await bodyOf(
          api.PUT("/api/v1/imports/{id}/mapping", { params: { path: { id: list.id } }, body: { mapping } }),
        ),
    );
  };
  return (
    <section aria-labelledby="columns">
      <h2 id="columns" style={{ marginBottom: 8 }}>
        {t("columns")}
      </h2>
      <div className={styles["columns"]}>
        {headings.map((heading) => (
          <NativeSelect
            key={heading}
            label={heading}
            size="xs"
            disabled={act.isPending}
            value={chosen[heading] ?? ""}
            data={[
              { value: "", label: mappingWords("keptOnly") },
              ...FIELDS.map((value) => ({ value, label: fieldWords(value) })),
            ]}
            onChange={({ currentTarget: { value } }) => choose(heading, value)}
          />
        ))}
      </div>
    </section>
  );
}
