/** What every control has around it: its name, whether it may be left out, what is wrong, tied to it for who cannot see. */
import type { ReactNode } from "react";
import { useId } from "react";
import { useTranslations } from "use-intl";
import type { Draft } from "./draft.ts";
import { useFieldWords } from "./field-words.ts";
import type { Picks } from "./picks.ts";
import type { Shape } from "./shape.ts";
import styles from "./form.module.css";

export interface Surroundings {
  /** By path, such as `checks.0.outcome`: what is wrong there. */
  readonly errors: Readonly<Record<string, string>>;
  readonly picks: Picks;
}

export interface ControlProps extends Surroundings {
  readonly name: string;
  /** Of one among several: which it is, in place of the field's name. */
  readonly called?: string | undefined;
  readonly path: string;
  readonly shape: Shape;
  readonly isRequired: boolean;
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
}

/** Name, whether it may be left out, and what is wrong, tied to the control. */
export function useMarks({ name, called, path, errors, isRequired }: ControlProps) {
  const t = useTranslations("form");
  const words = useFieldWords();
  const id = useId();
  const error = errors[path];
  const label = called ?? words(name);
  return {
    id,
    label: isRequired ? label : t("optional", { label }),
    anchor: anchorOf(path),
    error: error !== undefined && (
      <p className={styles["error"]} id={`${id}-error`}>
        {error}
      </p>
    ),
    aria: {
      "aria-invalid": error !== undefined,
      ...(error === undefined ? {} : { "aria-describedby": `${id}-error` }),
    },
  };
}

/** Where the summary's links lead. */
export const anchorOf = (path: string): string => `field-${path.replaceAll(".", "-")}`;

/** Several controls under one name. */
export function Together({ of, children }: { readonly of: ControlProps; readonly children: ReactNode }) {
  const { label, anchor, error } = useMarks(of);
  return (
    <fieldset className={styles["set"]} id={anchor} tabIndex={-1}>
      <legend>{label}</legend>
      {error}
      {children}
    </fieldset>
  );
}
