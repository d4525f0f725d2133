/** What records are marked that nobody marks, kind by kind, and who belongs to the community that TLP speaks of. */
import "@mantine/core/styles/Input.css";
import { Button, NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { api, bodyOf } from "../../../api/client.ts";
import type { Programme } from "../../../api/shapes.ts";
import { Tlp, type Marking } from "../../../parts/tlp.tsx";
import framed from "../../../parts/rows.module.css";
import styles from "../admin.module.css";
import { Part } from "../part.tsx";
import { useAct } from "../use-act.ts";
import { markingsQuery } from "./queries.ts";

/** From the widest audience to the narrowest. */
const MARKINGS: readonly Marking[] = ["TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED"];

export function Markings({ programme: { id } }: { readonly programme: Programme }) {
  const t = useTranslations("admin.programmes");
  const markings = useQuery(markingsQuery(id));
  const [chosen, setChosen] = useState<Readonly<Record<string, Marking>>>({});
  const save = useAct(
    () => bodyOf(api.PUT("/api/v1/programmes/{id}/markings", { params: { path: { id } }, body: chosen })),
    { refresh: [["programmes", id]], said: t("saved"), onDone: () => setChosen({}) },
  );
  return (
    <Part title={t("markings")} lead={t("markingsWhy")} query={markings}>
      {(kinds) => (
        <div className={styles["stack"]}>
          <p className={styles["quiet"]}>{t("community")}</p>
          <ul className={framed["rows"]} data-unmarked>
            {kinds.map(({ kind, marking, isSet, atLeast }) => (
              <li key={kind} className={styles["row"]}>
                <strong>{t(`kinds.${kind}`)}</strong>
                <span className={styles["main"]}>
                  <Tlp marking={chosen[kind] ?? marking} />
                  <span className={styles["quiet"]}>{t(isSet ? "setHere" : "setByConvoke")}</span>
                </span>
                <NativeSelect
                  size="xs"
                  aria-label={t("markingOf", { kind: t(`kinds.${kind}`) })}
                  value={chosen[kind] ?? marking}
                  data={MARKINGS.slice(MARKINGS.indexOf(atLeast)).map((value) => ({ value, label: value }))}
                  onChange={({ currentTarget: { value } }) =>
                    setChosen({ ...chosen, [kind]: value as Marking })
                  }
                />
              </li>
            ))}
          </ul>
          <div className={styles["inline"]}>
            <Button
              disabled={kinds.every(({ kind, marking }) => (chosen[kind] ?? marking) === marking)}
              loading={save.isPending}
              onClick={() => save.mutate()}
            >
              {t("saveMarkings")}
            </Button>
            <p className={styles["small"]}>{t("markingsFollow")}</p>
          </div>
        </div>
      )}
    </Part>
  );
}
