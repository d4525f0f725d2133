/** The form of one event, beside the page: what was typed outlives refusals and changes by others. */
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { SyntheticEvent } from "react";
import { useEffect, useMemo, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { newKey } from "../../api/client.ts";
import { byField, Problem } from "../../api/problem.ts";
import type { Engagement } from "../../api/shapes.ts";
import type { Drafts } from "../../form/draft.ts";
import { dataOf, emptyOf, missingIn } from "../../form/draft.ts";
import { useFieldWords } from "../../form/field-words.ts";
import { Fields } from "../../form/fields.tsx";
import { anchorOf } from "../../form/marks.tsx";
import type { Picks } from "../../form/picks.ts";
import { fieldsOf } from "../../form/shape.ts";
import { useShortcuts } from "../../keyboard/use-shortcuts.ts";
import { IconClose } from "../../parts/icons.ts";
import { useProblemWords } from "../../parts/problem-words.ts";
import { useEventWords } from "../../parts/state-words.ts";
import { tell } from "../../parts/told.ts";
import form from "../../form/form.module.css";
import { useWhy } from "./actions.tsx";
import styles from "./drawer.module.css";
import { groupsQuery, useSend } from "./queries.ts";
import { useRoles } from "./roles.ts";

interface Props {
  readonly engagement: Engagement;
  readonly type: string;
  readonly schema: Readonly<Record<string, unknown>>;
  readonly onBehalfOf: "stakeholder" | undefined;
  /** Whether it may be sent as things are now. */
  readonly isOpen: boolean;
  /** What happened last, in words. */
  readonly latest: string;
  readonly onClose: () => void;
}

export function Drawer({ engagement, type, schema, onBehalfOf, isOpen, latest, onClose }: Props) {
  const t = useTranslations("engagement");
  const tf = useTranslations("form");
  const words = useEventWords();
  const fieldWords = useFieldWords();
  const rolesOf = useRoles();
  const fields = useMemo(() => fieldsOf(schema), [schema]);
  const [drafts, setDrafts] = useState<Drafts>(() => emptyOf(fields));
  const [happenedOn, setHappenedOn] = useState("");
  const [key, setKey] = useState(newKey);
  const [wasTried, setTried] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const [opened] = useState(engagement.revision);
  const [isStale, setStale] = useState(false);
  // What the form was opened over; once the reader has been told of a change, what is shown now.
  const over = isStale ? engagement.revision : opened;
  const send = useSend(engagement.id);
  const picks = usePicks(engagement.programme);
  const heading = useRef<HTMLHeadingElement>(null);
  const summary = useRef<HTMLDivElement>(null);
  const [told, setTold] = useState(0);
  useEffect(() => heading.current?.focus(), []);
  useEffect(() => {
    if (told > 0) summary.current?.focus();
  }, [told]);

  const missing = wasTried ? missingIn(fields, drafts) : [];
  const errors = {
    ...(problem === undefined ? {} : within(byField(problem))),
    ...Object.fromEntries(missing.map((path) => [path, tf("missing")])),
  };

  function change(next: Drafts): void {
    setDrafts(next);
    setProblem(undefined);
  }

  function submit(event?: SyntheticEvent): void {
    event?.preventDefault();
    setTried(true);
    setProblem(undefined);
    if (missingIn(fields, drafts).length > 0) return setTold((before) => before + 1);
    send.mutate(
      {
        revision: over,
        key,
        type,
        data: dataOf(fields, drafts),
        ...(happenedOn === "" ? {} : { happenedOn }),
        ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
      },
      {
        onSuccess() {
          tell(t("sent", { what: words(engagement.workflow, type, "do").replace(/…$/, "") }));
          onClose();
        },
        onError(error) {
          const said = error instanceof Problem ? error : new Problem(0, "unexpected", "");
          setStale((before) => before || said.status === 412);
          setProblem(said);
          // Whom nobody answered may have been heard: the same request again is the same event.
          if (said.status >= 400 && said.status < 500) setKey(newKey());
          setTold((before) => before + 1);
        },
      },
    );
  }

  function leave(): void {
    const isTouched = happenedOn !== "" || JSON.stringify(drafts) !== JSON.stringify(emptyOf(fields));
    // oxlint-disable-next-line no-alert -- the browser's own question cannot be missed, and blocks the way out
    if (!isTouched || globalThis.confirm(tf("leave"))) onClose();
  }
  useShortcuts({ send: submit });

  const verb = words(engagement.workflow, type, "do").replace(/…$/, "");
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape leaves, from wherever in it
    <dialog
      open
      className={styles["drawer"]}
      aria-labelledby="drawer-title"
      onKeyDown={(event) => event.key === "Escape" && leave()}
    >
      <div className={styles["head"]}>
        <h2 id="drawer-title" ref={heading} tabIndex={-1}>
          {verb}
        </h2>
        <button type="button" className={styles["close"]} aria-label={tf("close")} onClick={leave}>
          <IconClose size={18} aria-hidden />
        </button>
      </div>
      <p>{t("will")}</p>
      {onBehalfOf !== undefined && <p>{t("onBehalf", { role: rolesOf([onBehalfOf]) })}</p>}
      {isStale && <output className={styles["conflict"]}>{t("conflict", { what: latest })}</output>}
      {!isOpen && problem === undefined && <output className={styles["conflict"]}>{t("noLonger")}</output>}
      <div ref={summary} tabIndex={-1} className={styles["summary"]}>
        <Summary problem={problem} errors={errors} nameOf={fieldWords} />
      </div>
      <form noValidate onSubmit={submit}>
        <Fields fields={fields} drafts={drafts} onChange={change} errors={errors} picks={picks} />
        <div className={form["field"]}>
          <label htmlFor="happened-on">{tf("happenedOn")}</label>
          {errors["happenedOn"] !== undefined && <p className={form["error"]}>{errors["happenedOn"]}</p>}
          <input
            id="happened-on"
            type="date"
            className={form["input"]}
            value={happenedOn}
            onChange={({ target }) => setHappenedOn(target.value)}
          />
        </div>
        <Button type="submit" loading={send.isPending}>
          {verb}
        </Button>
      </form>
    </dialog>
  );
}

interface SummaryProps {
  readonly problem: Problem | undefined;
  readonly errors: Readonly<Record<string, string>>;
  readonly nameOf: (name: string) => string;
}

function Summary({ problem, errors, nameOf }: SummaryProps) {
  const tf = useTranslations("form");
  const wordsOf = useProblemWords();
  const whyOf = useWhy();
  const named = Object.entries(errors);
  if (problem === undefined && named.length === 0) return null;
  const guards = problem?.more["guards"];
  return (
    <div className={styles["problem"]} role="alert">
      {problem !== undefined && problem.status !== 412 && (
        <p>
          {Array.isArray(guards) && guards.length > 0
            ? whyOf(guards as string[], problem.message)
            : wordsOf(problem)}
        </p>
      )}
      {named.length > 0 && (
        <>
          <p>{tf("problems", { count: named.length })}</p>
          <ul>
            {named.map(([path, detail]) => (
              <li key={path}>
                <a href={`#${anchorOf(path)}`} onClick={(event) => focusOn(event, path)}>
                  {nameOf(path.split(".").findLast((part) => !/^\d+$/.test(part)) ?? path)}
                </a>
                : {detail}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

function focusOn(event: SyntheticEvent, path: string): void {
  event.preventDefault();
  document.getElementById(anchorOf(path))?.focus();
}

/** The server names `data.reason`; the form knows `reason`. */
const within = (errors: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(errors).map(([path, detail]) => [path.replace(/^data\./, ""), detail]));

/** What can be picked by name: the groups of the programme. Accounts are listed to administrators only. */
function usePicks(programme: string): Picks {
  const groups = useQuery({ ...groupsQuery(programme), retry: false });
  const named = (groups.data ?? []).map(({ id, card, state }) => {
    const title = card["title"] ?? card["name"];
    return { value: id, label: typeof title === "string" ? title : `${id.slice(-8)} (${state})` };
  });
  return named.length > 0 ? { group: named } : {};
}
