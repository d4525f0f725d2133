/** Mapping on a real delivery: its answers, where each goes and why, and beside it what Convoke would record. */
import "@mantine/core/styles/Input.css";
import { Button, NativeSelect } from "@mantine/core";
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { api, bodyOf } from "../../api/client.ts";
import { Empty } from "../../parts/empty.tsx";
import { Failed } from "../../parts/failed.tsx";
import { useProblemWords } from "../../parts/problem-words.ts";
import { tell, tellProblem } from "../../parts/told.ts";
import { FIELDS, useFieldWords, useValueWords } from "./field-words.ts";
import framed from "../../parts/rows.module.css";
import styles from "./intake.module.css";
import { TestCommand } from "./made-source.tsx";
import { mappingOf } from "./mapping.ts";
import { PreviewPanel } from "./preview-panel.tsx";
import type { Proposal, Source } from "./queries.ts";
import { newestOfQuery, previewQuery, proposalQuery } from "./queries.ts";

export function MappingEditor({ source }: { readonly source: Source }) {
  const t = useTranslations("intake.mapping");
  const [isWaiting, setWaiting] = useState(true);
  const { data, error, refetch } = useQuery(proposalQuery(source.id, isWaiting));
  if (error !== null) return <Failed error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return null;
  if (data.deliveries.length === 0)
    return (
      <Empty title={t("empty")}>
        <p>{t("emptyWhy")}</p>
        <TestCommand url={source.url} />
      </Empty>
    );
  if (isWaiting) setWaiting(false);
  return <Editor source={source} proposal={data} key={source.id} />;
}

interface Props {
  readonly source: Source;
  readonly proposal: Proposal;
}

function Editor({ source, proposal: { deliveries, questions } }: Props) {
  const t = useTranslations("intake.mapping");
  const fieldWords = useFieldWords();
  const valueWords = useValueWords();
  const [at, setAt] = useState(0);
  const [chosen, setChosen] = useState<Readonly<Record<string, string>>>(() =>
    Object.fromEntries(questions.map(({ key, field }) => [key, field ?? ""])),
  );
  const mapping = mappingOf(questions, chosen);
  const preview = useQuery({
    ...previewQuery(source.id, deliveries[at] ?? "", mapping),
    placeholderData: keepPreviousData,
  });
  const save = useSave(source);
  const answers = new Map(preview.data?.inquiry?.answers.map(({ key, value }) => [key, value]));
  return (
    <section aria-labelledby="mapping">
      <div className={styles["acts"]} style={{ justifyContent: "space-between", marginBottom: 12 }}>
        <div>
          <h2 id="mapping">{t("title")}</h2>
          <p className={styles["quiet"]}>{t("lead")}</p>
        </div>
        <div className={styles["acts"]}>
          <Button
            size="xs"
            variant="default"
            disabled={at >= deliveries.length - 1}
            onClick={() => setAt(at + 1)}
          >
            {t("older")}
          </Button>
          <output>{t("delivery", { at: at + 1, count: deliveries.length })}</output>
          <Button size="xs" variant="default" disabled={at === 0} onClick={() => setAt(at - 1)}>
            {t("newer")}
          </Button>
        </div>
      </div>
      <div className={styles["editor"]}>
        <div>
          <ul className={framed["rows"]}>
            {questions.map(({ key, label, field, by, example }) => (
              <li key={key} className={styles["question"]}>
                <div>
                  <strong>{label}</strong>
                  <div className={styles["quiet"]}>
                    {valueWords(answers.has(key) ? answers.get(key) : example.value) ?? t("unanswered")}
                  </div>
                </div>
                <div>
                  <NativeSelect
                    size="xs"
                    aria-label={`${t("goes")}: ${label}`}
                    value={chosen[key] ?? ""}
                    data={[
                      { value: "", label: t("keptOnly") },
                      ...FIELDS.map((value) => ({ value, label: fieldWords(value) })),
                    ]}
                    onChange={({ currentTarget: { value } }) => setChosen({ ...chosen, [key]: value })}
                  />
                  {by !== null && field === (chosen[key] ?? "") && (
                    <span className={styles["small"]}>{t(`by.${by}`)}</span>
                  )}
                </div>
              </li>
            ))}
          </ul>
          <div className={styles["acts"]} style={{ justifyContent: "flex-start" }}>
            <Button loading={save.isPending} onClick={() => save.mutate(mapping)}>
              {t("save")}
            </Button>
            <ReplayHeld source={source} />
          </div>
        </div>
        <div className={styles["stick"]}>
          <PreviewPanel preview={preview.data} error={preview.error} />
        </div>
      </div>
    </section>
  );
}

function useSave({ id, name, paused, routes, revision }: Source) {
  const t = useTranslations("intake.mapping");
  const wordsOf = useProblemWords();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (mapping: Source["mapping"]) =>
      api.PUT("/api/v1/sources/{id}", {
        params: { path: { id }, header: { "If-Match": `"${revision}"` } },
        body: { name, paused, routes, mapping },
      }),
    onSuccess: () => tell(t("saved")),
    onError: (error) => tellProblem(wordsOf(error)),
    onSettled: async () => {
      await client.invalidateQueries({ queryKey: ["sources"] });
      await client.invalidateQueries({ queryKey: ["proposal", id] });
    },
  });
}

/** What is held may be good with the mapping as it is saved now. */
function ReplayHeld({ source: { id } }: { readonly source: Source }) {
  const t = useTranslations("intake.mapping");
  const wordsOf = useProblemWords();
  const client = useQueryClient();
  const { data: newest = [] } = useQuery(newestOfQuery(id));
  const held = newest.filter(({ status }) => status === "held").length;
  const replay = useMutation({
    mutationFn: () => bodyOf(api.POST("/api/v1/sources/{id}/retry", { params: { path: { id } } })),
    onSuccess: ({ retried }) => tell(t("replaying", { count: retried })),
    onError: (error) => tellProblem(wordsOf(error)),
    onSettled: () => client.invalidateQueries({ queryKey: ["deliveries"] }),
  });
  if (held === 0) return null;
  return (
    <Button variant="default" loading={replay.isPending} onClick={() => replay.mutate()}>
      {t("replayHeld", { count: held })}
    </Button>
  );
}
