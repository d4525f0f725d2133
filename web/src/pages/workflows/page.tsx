/** How a chart should run, and how many stand where in it. */
import { Button } from "@mantine/core";
import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { useShortcuts } from "../../keyboard/use-shortcuts.ts";
import { Failed } from "../../parts/failed.tsx";
import { useProgramme } from "../../parts/programme.ts";
import { useWorkflowWords } from "../../parts/state-words.ts";
import { ChartText } from "./chart-text.tsx";
import { Chooser } from "./chooser.tsx";
import { Comparison } from "./comparison.tsx";
import { Drawn } from "./drawn.tsx";
import { Frame, useOperates, useParkedCount } from "./frame.tsx";
import { Anywhere, FromHere } from "./leads.tsx";
import { drawingQuery } from "../../parts/standing.ts";
import { detailQuery, workflowsQuery } from "./queries.ts";
import { useStandings } from "./standings.ts";
import styles from "./workflows.module.css";

const route = getRouteApi("/p/$programme/workflows/$name/$version");
const NARROW = "(max-width: 899px)";
const SIZES = [0.75, 1, 1.25] as const;

export function ChartPage() {
  const t = useTranslations("workflows");
  const words = useWorkflowWords();
  const { name, version: asked } = route.useParams();
  const version = Number(asked);
  const { slug } = useProgramme();
  const { data: workflows } = useSuspenseQuery(workflowsQuery);
  const { data: drawing } = useSuspenseQuery(drawingQuery(name, version));
  const detail = useQuery(detailQuery(name, version));
  const standings = useStandings(name, version, drawing.boxes);
  const operates = useOperates();
  const parked = useParkedCount();
  const [asText, setAsText] = useState(() => matchMedia(NARROW).matches);
  const [size, setSize] = useState<number>(1);
  const [chosen, setChosen] = useState<string>();
  const toggle = (): void => setAsText((before) => !before);
  useShortcuts({ workflowAsText: toggle });
  const here = drawing.boxes.find(({ path }) => path === chosen);
  const versions = workflows.filter((one) => one.name === name).map((one) => one.version);
  return (
    <Frame
      tab="charts"
      shown={words(name)}
      beside={
        parked !== undefined &&
        parked > 0 && (
          <Button
            renderRoot={(props) => (
              <Link {...props} to="/p/$programme/workflows/parked" params={{ programme: slug }} />
            )}
          >
            {t("seeParked", { count: parked })}
          </Button>
        )
      }
    >
      <Chooser {...{ workflows, name, version }} running={standings.versions} />
      <section aria-labelledby="chart">
        <div className={styles["head"]}>
          <h2 id="chart">{words(name)}</h2>
          <div className={styles["tools"]}>
            {!asText && (
              <fieldset className={styles["sizes"]}>
                <legend className="visually-hidden">{t("size")}</legend>
                {SIZES.map((one) => (
                  <button key={one} type="button" aria-pressed={one === size} onClick={() => setSize(one)}>
                    {t("percent", { size: one })}
                  </button>
                ))}
              </fieldset>
            )}
            <button type="button" className={styles["toggle"]} onClick={toggle}>
              {t(asText ? "asDrawing" : "asText")}
            </button>
          </div>
        </div>
        <div className={asText ? undefined : "visually-hidden"}>
          <ChartText {...{ drawing, standings }} isShown={asText} />
        </div>
        {!asText && (
          <>
            <Drawn {...{ drawing, standings, size, chosen }} onChoose={setChosen} />
            <div className={styles["below"]}>
              <FromHere {...{ drawing, detail: detail.data }} box={here} />
              <Anywhere drawing={drawing} />
            </div>
          </>
        )}
      </section>
      {detail.error !== null && <Failed error={detail.error} onRetry={() => void detail.refetch()} />}
      {operates && <Comparison {...{ name, version, versions }} />}
    </Frame>
  );
}
