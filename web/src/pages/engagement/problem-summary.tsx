/** What is wrong with a form, above it, with links to the fields. */
import type { SyntheticEvent } from "react";
import { useTranslations } from "use-intl";
import type { Problem } from "../../api/problem.ts";
import { useFieldWords } from "../../form/field-words.ts";
import { anchorOf } from "../../form/marks.tsx";
import { useProblemWords } from "../../parts/problem-words.ts";
import { useWhy } from "./actions.tsx";
import styles from "./drawer.module.css";

interface Props {
  readonly problem: Problem | undefined;
  /** By path. */
  readonly errors: Readonly<Record<string, string>>;
}

export function ProblemSummary({ problem, errors }: Props) {
  const tf = useTranslations("form");
  const wordsOf = useProblemWords();
  const nameOf = useFieldWords();
  const whyOf = useWhy();
  const named = Object.entries(errors);
  // A change by somebody else is told by a bar of its own.
  const said = problem?.status === 412 ? undefined : problem;
  if (said === undefined && named.length === 0) return null;
  const guards = said?.more["guards"];
  return (
    <div className={styles["problem"]} role="alert">
      {said !== undefined && (
        <p>
          {Array.isArray(guards) && guards.length > 0
            ? whyOf(guards as string[], said.message)
            : wordsOf(said)}
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
