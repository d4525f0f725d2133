/** One source: its address, pause and key, and how its answers are mapped. */
import { Button } from "@mantine/core";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { api } from "../../api/client.ts";
import { useProblemWords } from "../../parts/problem-words.ts";
import { useMe, useProgramme } from "../../parts/programme.ts";
import { tell, tellProblem } from "../../parts/told.ts";
import { Empty } from "../../parts/empty.tsx";
import { Frame } from "./frame.tsx";
import { Status } from "../../parts/status.tsx";
import styles from "./intake.module.css";
import { MappingEditor } from "./mapping-editor.tsx";
import type { Source } from "./queries.ts";
import { sourcesQuery } from "./queries.ts";
import { RotateSource } from "./rotate-source.tsx";
import { isOfficerIn } from "./seen.ts";
import { vendorWords } from "./vendors.ts";

const route = getRouteApi("/p/$programme/intake/sources/$id");

export function SourcePage() {
  const shell = useTranslations("shell");
  const { id } = route.useParams();
  const { data } = useSuspenseQuery(sourcesQuery);
  const source = data.find((one) => one.id === id);
  return (
    <Frame tab="sources">
      {source === undefined ? (
        <Empty title={shell("nothingHere")}>
          <p>{shell("nothingHereWhy")}</p>
        </Empty>
      ) : (
        <Shown source={source} key={source.id} />
      )}
    </Frame>
  );
}

function Shown({ source }: { readonly source: Source }) {
  const t = useTranslations("intake");
  const { slug } = useProgramme();
  const me = useMe();
  const [isRotating, setRotating] = useState(false);
  const pause = usePause(source);
  return (
    <>
      <p>
        <Link to="/p/$programme/intake/sources" params={{ programme: slug }}>
          {t("back", { what: t("tab.sources").toLowerCase() })}
        </Link>
      </p>
      <section className={styles["part"]} aria-labelledby="source">
        <div className={styles["acts"]} style={{ justifyContent: "space-between" }}>
          <div>
            <h2 id="source" style={{ margin: 0 }}>
              {source.name} {source.paused && <Status tone="soon">{t("sources.paused")}</Status>}
            </h2>
            <p className={styles["quiet"]}>
              {vendorWords(source.vendor)}, {t(`sources.auth.${source.auth}`)} · <code>{source.url}</code>
            </p>
          </div>
          <div className={styles["acts"]}>
            <Button variant="default" loading={pause.isPending} onClick={() => pause.mutate()}>
              {t(source.paused ? "sources.resume" : "sources.pause")}
            </Button>
            {source.auth !== "open" && (
              <Button variant="default" onClick={() => setRotating(true)}>
                {t("sources.rotate")}
              </Button>
            )}
          </div>
        </div>
      </section>
      {isOfficerIn(me, slug) ? (
        <MappingEditor source={source} />
      ) : (
        <p className={styles["quiet"]}>{t("sources.mappedByOfficers")}</p>
      )}
      {isRotating && <RotateSource source={source} onClose={() => setRotating(false)} />}
    </>
  );
}

function usePause({ id, name, paused, mapping, routes, revision }: Source) {
  const t = useTranslations("intake.sources");
  const wordsOf = useProblemWords();
  const client = useQueryClient();
  return useMutation({
    mutationFn: () =>
      api.PUT("/api/v1/sources/{id}", {
        params: { path: { id }, header: { "If-Match": `"${revision}"` } },
        body: { name, paused: !paused, mapping, routes },
      }),
    onSuccess: () => tell(t(paused ? "resumedNow" : "pausedNow", { name })),
    onError: (error) => tellProblem(wordsOf(error)),
    onSettled: () => client.invalidateQueries({ queryKey: ["sources"] }),
  });
}
