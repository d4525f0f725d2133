/** By which rules what comes in finds its officer: in order, the first that fits. */
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { api, bodyOf } from "../../../api/client.ts";
import type { Programme } from "../../../api/shapes.ts";
import { Empty } from "../../../parts/empty.tsx";
import { useNames } from "../../../parts/colleagues.ts";
import framed from "../../../parts/rows.module.css";
import styles from "../admin.module.css";
import { Part } from "../part.tsx";
import { useAct } from "../use-act.ts";
import type { IntakeRules, Rule } from "./queries.ts";
import { intakeRulesQuery } from "./queries.ts";
import { EditRoute } from "./edit-route.tsx";
import { useRuleWords } from "./rule-words.ts";

export function Routes({ programme }: { readonly programme: Programme }) {
  const t = useTranslations("admin.intakeRules");
  const rules = useQuery(intakeRulesQuery(programme.id));
  return (
    <Part title={t("title")} lead={t("why")} query={rules}>
      {(found) => <Shown key={JSON.stringify(found.routes)} programme={programme} rules={found} />}
    </Part>
  );
}

interface Props {
  readonly programme: Programme;
  readonly rules: IntakeRules;
}

function Shown({ programme: { id, slug }, rules }: Props) {
  const t = useTranslations("admin.intakeRules");
  const words = useRuleWords(slug);
  const names = useNames(slug);
  /** The place of the one that is edited; one past the last for a new one. */
  const [editing, setEditing] = useState<number>();
  const save = useAct(
    (routes: readonly Rule[]) =>
      bodyOf(
        api.PUT("/api/v1/programmes/{id}/intake", {
          params: { path: { id } },
          body: { languages: rules.languages, routes: [...routes] },
        }),
      ),
    { refresh: [["programmes", id]], said: t("saved"), onDone: () => setEditing(undefined), inForm: true },
  );
  const { routes } = rules;
  const moved = (from: number, to: number): readonly Rule[] => {
    const rest = routes.toSpliced(from, 1);
    const [one] = routes.slice(from, from + 1);
    return one === undefined ? routes : rest.toSpliced(to, 0, one);
  };
  return (
    <div className={styles["stack"]}>
      {routes.length === 0 ? (
        <Empty title={t("none")}>
          <p>{t("noneWhy")}</p>
        </Empty>
      ) : (
        <ol className={framed["rows"]}>
          {routes.map((one, at) => (
            <li key={one.id} className={styles["row"]}>
              <span className={styles["main"]}>
                <strong>{names.get(one.owner) ?? t("gone")}</strong>
                <code className={styles["small"]}>{one.id}</code>
              </span>
              <span className={styles["quiet"]}>{words(one)}</span>
              <span className={styles["acts"]}>
                <Button
                  size="xs"
                  variant="default"
                  disabled={at === 0 || save.isPending}
                  onClick={() => save.mutate(moved(at, at - 1))}
                >
                  {t("earlier")}
                  <span className="visually-hidden"> {one.id}</span>
                </Button>
                <Button size="xs" variant="default" onClick={() => setEditing(at)}>
                  {t("change")}
                  <span className="visually-hidden"> {one.id}</span>
                </Button>
                <Button
                  size="xs"
                  variant="default"
                  disabled={save.isPending}
                  onClick={() => save.mutate(routes.toSpliced(at, 1))}
                >
                  {t("drop")}
                  <span className="visually-hidden"> {one.id}</span>
                </Button>
              </span>
            </li>
          ))}
        </ol>
      )}
      <div>
        <Button variant="default" onClick={() => setEditing(routes.length)}>
          {t("add")}
        </Button>
      </div>
      {editing !== undefined && (
        <EditRoute
          programme={slug}
          at={editing}
          known={routes[editing]}
          act={{
            isPending: save.isPending,
            error: save.error,
            send: (rule) => save.mutate(routes.toSpliced(editing, 1, rule)),
          }}
          onClose={() => {
            save.reset();
            setEditing(undefined);
          }}
        />
      )}
    </div>
  );
}
