/** The form of one event, beside the page: what was typed outlives refusals and changes by others. */
import { Button } from "@mantine/core";
import { useEffect, useMemo, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import type { Drawing, Engagement, JournalEntry } from "../../api/shapes.ts";
import { idsIn } from "../../form/ids-in.ts";
import { Fields } from "../../form/fields.tsx";
import { useShortcuts } from "../../keyboard/use-shortcuts.ts";
import { ACTIONS } from "./actions.tsx";
import { IconClose } from "../../parts/icons.ts";
import { useEventWords } from "../../parts/state-words.ts";
import form from "../../form/form.module.css";
import { Conflict } from "./conflict.tsx";
import styles from "./drawer.module.css";
import { ProblemSummary } from "./problem-summary.tsx";
import { useRoles } from "../../parts/roles.ts";
import { Unless } from "./unless.tsx";
import { useEventForm } from "./use-event-form.ts";
import { usePicks } from "./use-picks.ts";
import { Will } from "./will.tsx";

interface Props {
  readonly engagement: Engagement;
  readonly drawing: Drawing;
  /** Oldest first. */
  readonly entries: readonly JournalEntry[];
  readonly type: string;
  readonly schema: Readonly<Record<string, unknown>>;
  readonly onBehalfOf: "stakeholder" | undefined;
  /** Whether it may be sent as things are now. */
  readonly isOpen: boolean;
  /** Show this entry of the timeline. */
  readonly onReview: (seq: number) => void;
  readonly onClose: () => void;
}

export function Drawer(props: Props) {
  const { engagement, drawing, entries, type, schema, onBehalfOf, isOpen, onReview, onClose } = props;
  const t = useTranslations("engagement");
  const tf = useTranslations("form");
  const words = useEventWords();
  const rolesOf = useRoles();
  const event = useEventForm({ engagement, type, schema, onBehalfOf, onClose });
  const { fields, drafts, errors, problem, told, opened } = event;
  const wanted = useMemo(() => idsIn(fields), [fields]);
  const picks = usePicks({ engagement, entries }, wanted);
  const heading = useRef<HTMLHeadingElement>(null);
  const above = useRef<HTMLDivElement>(null);
  /** On a narrow screen the form steps aside while one looks. */
  const [isAside, setAside] = useState(false);
  useEffect(() => {
    heading.current?.focus();
    // What opened it may be gone with what was sent; what may be done next is always there.
    return () => document.getElementById(ACTIONS)?.focus({ preventScroll: true });
  }, []);
  useEffect(() => {
    if (told > 0) above.current?.focus();
  }, [told]);
  useShortcuts({ send: event.submit });

  function leave(): void {
    // oxlint-disable-next-line no-alert -- the browser's own question cannot be missed, and blocks the way out
    if (!event.isTouched || globalThis.confirm(tf("leave"))) onClose();
  }
  const news = entries.filter(({ seq }) => seq > opened);
  const verb = words(engagement.workflow, type, "do").replace(/…$/, "");
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape leaves, from wherever in it
    <dialog
      open
      className={styles["drawer"]}
      data-aside={isAside || undefined}
      aria-labelledby="drawer-title"
      onKeyDown={({ key }) => key === "Escape" && leave()}
    >
      <div className={styles["head"]}>
        <h2 id="drawer-title" ref={heading} tabIndex={-1}>
          {verb}
        </h2>
        {isAside && (
          <button type="button" className={styles["back"]} onClick={() => setAside(false)}>
            {t("changed.back")}
          </button>
        )}
        <button type="button" className={styles["close"]} aria-label={tf("close")} onClick={leave}>
          <IconClose size={18} aria-hidden />
        </button>
      </div>
      <div className={styles["body"]}>
        <Will {...{ engagement, drawing, type }} />
        <Unless {...{ engagement, type }} />
        {onBehalfOf !== undefined && <p>{t("onBehalf", { role: rolesOf([onBehalfOf]) })}</p>}
        <div ref={above} tabIndex={-1} className={styles["summary"]}>
          {news.length > 0 && (
            <Conflict
              workflow={engagement.workflow}
              news={news}
              type={type}
              onReview={() => {
                event.seeChange();
                setAside(true);
                onReview(news[0]?.seq ?? 0);
              }}
              onDiscard={onClose}
            />
          )}
          {!isOpen && problem === undefined && (
            <output className={styles["conflict"]}>{t("noLonger")}</output>
          )}
          <ProblemSummary problem={problem} errors={errors} />
        </div>
        <form
          noValidate
          onSubmit={(submitted) => {
            submitted.preventDefault();
            event.submit();
          }}
        >
          <Fields fields={fields} drafts={drafts} onChange={event.change} errors={errors} picks={picks} />
          <div className={form["field"]}>
            <label htmlFor="happened-on">{tf("happenedOn")}</label>
            {errors["happenedOn"] !== undefined && <p className={form["error"]}>{errors["happenedOn"]}</p>}
            <input
              id="happened-on"
              type="date"
              className={form["input"]}
              value={event.happenedOn}
              onChange={({ target }) => event.setHappenedOn(target.value)}
            />
          </div>
          <Button type="submit" loading={event.isPending}>
            {verb}
          </Button>
        </form>
      </div>
    </dialog>
  );
}
