/** What everybody can see of a programme: its form and its page, and which sites may show the form. */
import "@mantine/core/styles/Input.css";
import { Button, Textarea } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { api, bodyOf } from "../../../api/client.ts";
import type { Programme } from "../../../api/shapes.ts";
import { useFaults } from "../../../form/use-faults.ts";
import { useProblemWords } from "../../../parts/problem-words.ts";
import { useWhen } from "../../../parts/when.ts";
import styles from "../admin.module.css";
import { Part } from "../part.tsx";
import { useAct } from "../use-act.ts";
import type { PublicPages as Pages } from "./queries.ts";
import { publicPagesQuery } from "./queries.ts";

export function PublicPages({ programme: { id } }: { readonly programme: Programme }) {
  const t = useTranslations("admin.publicPages");
  const pages = useQuery(publicPagesQuery(id));
  return (
    <Part title={t("title")} lead={t("why")} query={pages}>
      {(found) => <Shown key={JSON.stringify(found)} id={id} pages={found} />}
    </Part>
  );
}

const PARTS = ["form", "page"] as const;

function Shown({ id, pages }: { readonly id: string; readonly pages: Pages }) {
  const t = useTranslations("admin.publicPages");
  const when = useWhen();
  const wordsOf = useProblemWords();
  const before = { form: pages.form.publishedAt !== null, page: pages.page.publishedAt !== null };
  const [published, setPublished] = useState(before);
  const [sites, setSites] = useState(pages.embedOrigins.join("\n"));
  const embedOrigins = sites.split(/\s+/).filter((one) => one !== "");
  const save = useAct(
    () =>
      bodyOf(
        api.PUT("/api/v1/programmes/{id}/public-pages", {
          params: { path: { id } },
          body: { ...published, embedOrigins },
        }),
      ),
    { refresh: [["programmes", id]], said: t("saved"), inForm: true },
  );
  const fault = Object.entries(useFaults(save.error)).find(([path]) => path.startsWith("embedOrigins"))?.[1];
  const hasChanged =
    published.form !== before.form ||
    published.page !== before.page ||
    embedOrigins.join() !== pages.embedOrigins.join();
  return (
    <form
      className={`${styles["stack"]} ${styles["panel"]}`}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      {save.error !== null && fault === undefined && (
        <p className={styles["bad"]} role="alert">
          {wordsOf(save.error)}
        </p>
      )}
      {pages.missing.length > 0 && (
        <div className={styles["notice"]}>
          <p>{t("missing")}</p>
          <ul className={styles["follows"]}>
            {pages.missing.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        </div>
      )}
      <fieldset className={styles["group"]}>
        <legend>{t("published")}</legend>
        <div className={styles["stack"]}>
          {PARTS.map((part) => {
            const { url, publishedAt } = pages[part];
            return (
              <div key={part}>
                <label className={styles["tick"]}>
                  <input
                    type="checkbox"
                    checked={published[part]}
                    onChange={({ currentTarget: { checked } }) =>
                      setPublished({ ...published, [part]: checked })
                    }
                  />
                  {t(part)}
                </label>
                <p className={styles["quiet"]}>
                  <a href={publishedAt === null ? `${url}?preview` : url} target="_blank" rel="noreferrer">
                    {t(publishedAt === null ? "preview" : "look")}
                    <span className="visually-hidden">: {t(part)}</span>
                  </a>{" "}
                  <code className={styles["small"]}>{url}</code>{" "}
                  {publishedAt !== null && t("since", { when: when(publishedAt) })}
                </p>
              </div>
            );
          })}
        </div>
      </fieldset>
      {pages.hiddenGroups > 0 && (
        <p className={styles["quiet"]}>{t("hiddenGroups", { count: pages.hiddenGroups })}</p>
      )}
      <Textarea
        label={t("sites")}
        description={t("sitesHint")}
        rows={3}
        value={sites}
        error={fault}
        onChange={({ currentTarget: { value } }) => setSites(value)}
      />
      <div>
        <Button type="submit" disabled={!hasChanged} loading={save.isPending}>
          {t("save")}
        </Button>
      </div>
    </form>
  );
}
