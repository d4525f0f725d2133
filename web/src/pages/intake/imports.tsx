/** Lists that were handed in, and handing one in: it is only checked, nothing is entered before one says so. */
import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useRef } from "react";
import { useTranslations } from "use-intl";
import { api, bodyOf } from "../../api/client.ts";
import { Empty } from "../../parts/empty.tsx";
import { Failed } from "../../parts/failed.tsx";
import { useProgramme } from "../../parts/programme.ts";
import { useWhen } from "../../parts/when.ts";
import { Frame } from "./frame.tsx";
import framed from "../../parts/rows.module.css";
import { Status } from "../../parts/status.tsx";
import { LIST_TONES } from "./tones.ts";
import styles from "./intake.module.css";
import { importsQuery } from "./import-queries.ts";

const route = getRouteApi("/p/$programme/intake/import");

export function ImportsPage() {
  const t = useTranslations("intake.import");
  const all = useTranslations("intake");
  const { slug, filter } = useProgramme();
  const when = useWhen();
  const { data, error, refetch } = useQuery(importsQuery);
  const field = useRef<HTMLInputElement>(null);
  const upload = useUpload(filter);
  const items = data?.filter(({ programme }) => slug === "all" || programme === slug);
  return (
    <Frame
      tab="import"
      beside={
        filter !== undefined && (
          <>
            <input
              ref={field}
              type="file"
              accept=".csv,text/csv"
              className="visually-hidden"
              aria-label={t("file")}
              tabIndex={-1}
              onChange={({ currentTarget }) => {
                const [file] = currentTarget.files ?? [];
                if (file !== undefined) upload.mutate(file);
                // The same file may be chosen again once it was mended.
                currentTarget.value = "";
              }}
            />
            <Button loading={upload.isPending} onClick={() => field.current?.click()}>
              {t("choose")}
            </Button>
          </>
        )
      }
    >
      {filter === undefined && <p className={styles["quiet"]}>{all("oneProgramme")}</p>}
      {upload.error !== null && <Failed error={upload.error} />}
      {error !== null && <Failed error={error} onRetry={() => void refetch()} />}
      {items?.length === 0 && (
        <Empty title={t("empty")}>
          <p>{t("emptyWhy")}</p>
        </Empty>
      )}
      {items !== undefined && items.length > 0 && (
        <ul className={framed["rows"]}>
          {items.map(({ id, createdAt, rows, status }) => (
            <li key={id} className={styles["row"]}>
              <Link to="/p/$programme/intake/import/$id" params={{ programme: slug, id }}>
                {t("handedIn", { when: when(createdAt) })}
              </Link>
              <span className={styles["quiet"]}>{t("rows", { count: rows })}</span>
              <Status tone={LIST_TONES[status]}>{t(`status.${status}`)}</Status>
            </li>
          ))}
        </ul>
      )}
    </Frame>
  );
}

function useUpload(programme: string | undefined) {
  const { slug } = useProgramme();
  const client = useQueryClient();
  const navigate = route.useNavigate();
  return useMutation({
    mutationFn: (file: File) =>
      bodyOf(
        api.POST("/api/v1/imports", {
          params: { query: programme === undefined ? {} : { programme } },
          headers: { "Content-Type": "text/csv" },
          // The bytes as they are: the server finds out in which letters they were written.
          body: "",
          bodySerializer: () => file,
        }),
      ),
    async onSuccess({ id }) {
      await client.invalidateQueries({ queryKey: ["imports"] });
      await navigate({ to: "/p/$programme/intake/import/$id", params: { programme: slug, id } });
    },
  });
}
