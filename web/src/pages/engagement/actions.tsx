/** What may be done now: one filled, two outlined, the rest under More with what is blocked and why. */
import { Button } from "@mantine/core";
import { useRef, useState } from "react";
import { useTranslations } from "use-intl";
import type { AcceptedEvent, RefusedEvent } from "../../api/shapes.ts";
import { useShortcuts } from "../../keyboard/use-shortcuts.ts";
import { useOffer } from "../../parts/offered.ts";
import { useEventWords, useGuardWords } from "../../parts/state-words.ts";
import { useRoles } from "../../parts/roles.ts";
import styles from "./actions.module.css";

interface Props {
  readonly workflow: string;
  /** The best first. */
  readonly accepts: readonly AcceptedEvent[];
  readonly blocked: readonly RefusedEvent[];
  /** What others may do from here. */
  readonly others: readonly RefusedEvent[];
  readonly maySpeakFor: boolean;
  /** A form is open beside it, whose button is the one to press now. */
  readonly isBeside: boolean;
  readonly onChoose: (event: string) => void;
  /** What the key does; undefined where nothing may be done. */
  readonly onNext: (() => void) | undefined;
}

const OUTLINED = 2;

/** Where the focus goes when a form closes. */
export const ACTIONS = "actions";

export function Actions(props: Props) {
  const { workflow, accepts, blocked, others, maySpeakFor, isBeside, onChoose, onNext } = props;
  const t = useTranslations("engagement");
  const words = useEventWords();
  const whyOf = useWhy();
  const rolesOf = useRoles();
  const [isOpen, setOpen] = useState(false);
  const more = useRef<HTMLButtonElement>(null);
  const [first, ...rest] = accepts;
  const outlined = rest.slice(0, OUTLINED);
  const under = rest.slice(OUTLINED);
  useShortcuts({
    ...(onNext === undefined ? {} : { engagementAct: onNext }),
    engagementActions: () => {
      setOpen(true);
      more.current?.focus();
    },
  });
  useOffer(
    accepts.map(({ type }) => ({
      id: type,
      label: words(workflow, type, "do"),
      act: () => onChoose(type),
    })),
  );
  const hasMore = under.length + blocked.length + others.length > 0;
  return (
    <section id={ACTIONS} tabIndex={-1} className={styles["actions"]} aria-label={t("actions")}>
      <div className={styles["bar"]}>
        {first === undefined ? (
          <p>{t("none")}</p>
        ) : (
          <Button variant={isBeside ? "default" : "filled"} onClick={() => onChoose(first.type)}>
            {words(workflow, first.type, "do")}
          </Button>
        )}
        {outlined.map(({ type }) => (
          <Button key={type} variant="default" onClick={() => onChoose(type)}>
            {words(workflow, type, "do")}
          </Button>
        ))}
        {hasMore && (
          <Button
            ref={more}
            variant="default"
            aria-expanded={isOpen}
            aria-controls="more-actions"
            onClick={() => setOpen((before) => !before)}
          >
            {t("more")}
          </Button>
        )}
      </div>
      <div id="more-actions" className={styles["more"]} hidden={!isOpen || !hasMore}>
        {under.length > 0 && (
          <ul className={styles["under"]}>
            {under.map(({ type }) => (
              <li key={type}>
                <button type="button" className={styles["one"]} onClick={() => onChoose(type)}>
                  {words(workflow, type, "do")}
                </button>
              </li>
            ))}
          </ul>
        )}
        {blocked.length > 0 && (
          <>
            <h2 className={styles["title"]}>{t("blocked")}</h2>
            <ul className={styles["reasons"]}>
              {blocked.map((one) => (
                <li key={one.type}>
                  <strong>{words(workflow, one.type, "do").replace(/…$/, "")}</strong>
                  <span>{whyOf(one.guards, one.detail)}</span>
                  <button type="button" className={styles["one"]} onClick={() => onChoose(one.type)}>
                    {words(workflow, one.type, "do")}
                  </button>
                </li>
              ))}
            </ul>
          </>
        )}
        {others.length > 0 && (
          <>
            <h2 className={styles["title"]}>{t("others")}</h2>
            <ul className={styles["reasons"]}>
              {others.map(({ type, needs }) => (
                <li key={type}>
                  <strong>{words(workflow, type, "do").replace(/…$/, "")}</strong>
                  <span>{t("askRole", { roles: rolesOf(needs) })}</span>
                  {maySpeakFor && needs.includes("stakeholder") && (
                    <button type="button" className={styles["one"]} onClick={() => onChoose(type)}>
                      {t("forThem")}
                    </button>
                  )}
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </section>
  );
}

/** Why guards refuse and what helps, in the reader's words; the server's where there are none. */
export function useWhy(): (guards: readonly string[], detail: string) => string {
  const words = useGuardWords();
  return (guards, detail) => {
    const said = guards.flatMap((code) => {
      const found = words(code);
      return found === undefined ? [] : [`${found.why} ${found.remedy}`];
    });
    return said.length > 0 ? said.join(" ") : detail;
  };
}
