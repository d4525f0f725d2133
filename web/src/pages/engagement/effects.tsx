/** What an event caused, in words: mails with what they say, deadlines that run, word to others. */
import { useTranslations } from "use-intl";
import { inLine } from "../../i18n/isolate.ts";
import type { AskedEffect, JournalEntry, Mail } from "../../api/shapes.ts";
import { useWhen } from "../../parts/when.ts";
import styles from "./effects.module.css";
import { useRoles } from "../../parts/roles.ts";

/** What became of what the case asked for, by journal row and name; undefined until it is known. */
export interface Caused {
  readonly asked: ReadonlyMap<string, AskedEffect> | undefined;
  /** With their text, by id; empty for who may not read them. */
  readonly mails: ReadonlyMap<string, Mail>;
  /** Left out for who may not. */
  readonly onRetry: (() => void) | undefined;
}

export const effectKey = (entry: number, name: string): string => `${entry}/${name}`;

/** Those of the entry that are worth a line: of deadlines only what still runs, for their end is an entry of its own. */
function causedBy(
  { seq, effects }: Pick<JournalEntry, "seq" | "effects">,
  asked: NonNullable<Caused["asked"]>,
) {
  return effects
    .map((name) => ({ name, effect: asked.get(effectKey(seq, name)) }))
    .filter(({ name, effect }) => !name.startsWith("timer:") || effect !== undefined);
}

export function Effects({ entry, caused }: { readonly entry: JournalEntry; readonly caused: Caused }) {
  const t = useTranslations("engagement.effect");
  if (caused.asked === undefined) return null;
  const shown = causedBy(entry, caused.asked);
  if (shown.length === 0) return null;
  return (
    <ul className={styles["effects"]} aria-label={t("title")}>
      {shown.map(({ name, effect }) => (
        <li key={name} data-state={effect?.state ?? "done"}>
          <Effect name={name} effect={effect} caused={caused} />
        </li>
      ))}
    </ul>
  );
}

interface EffectProps {
  readonly name: string;
  /** Undefined: it is done. */
  readonly effect: AskedEffect | undefined;
  readonly caused: Caused;
}

function Effect({ name, effect, caused: { mails, onRetry } }: EffectProps) {
  const t = useTranslations("engagement.effect");
  const what = useWhat()(name, effect);
  const how = useHow()(effect);
  const mail = effect?.mail?.id == null ? undefined : mails.get(effect.mail.id);
  const line = t("line", { what, how });
  return (
    <>
      {mail === undefined ? <span>{line}</span> : <MailLine line={line} mail={mail} />}
      {effect?.state === "failed" && onRetry !== undefined && (
        <button type="button" className={styles["retry"]} onClick={onRetry}>
          {t("retry")}
          <span className="visually-hidden">: {what}</span>
        </button>
      )}
      {effect?.reason != null && (
        // What a mail host or a program said.
        <span className={styles["reason"]} lang="en">
          {effect.reason}
        </span>
      )}
    </>
  );
}

function MailLine({ line, mail }: { readonly line: string; readonly mail: Mail }) {
  const t = useTranslations("engagement");
  const when = useWhen();
  return (
    <details className={styles["mail"]}>
      <summary>
        {line} <span className={styles["subject"]}>{mail.subject}</span>
      </summary>
      <p className={styles["aside"]}>
        {t("to", {
          who: inLine(
            mail.to.map(({ name, email }) => inLine([name, email], ", ")),
            "; ",
          ),
        })}
      </p>
      <p className={styles["aside"]}>
        {t(mail.sentAt === null ? "effect.writtenAt" : "effect.sentAt", {
          when: when(mail.sentAt ?? mail.createdAt),
        })}
      </p>
      <p className={styles["text"]}>{mail.text}</p>
    </details>
  );
}

function useWhat(): (name: string, effect: AskedEffect | undefined) => string {
  const t = useTranslations("engagement.effect");
  const timers = useTranslations("timer");
  const rolesOf = useRoles();
  return (name, effect) => {
    const [action = name, about = ""] = name.split(":");
    if (effect?.mail != null) return t("mailTo", { who: audience(effect.mail.audience) });
    if (action === "timer") {
      const key = about.replaceAll(".", "_") as "decision";
      return t("deadline", { name: timers.has(key) ? timers(key) : about });
    }
    return t.has(`act.${action as "signal"}`) ? t(`act.${action as "signal"}`) : t("act.other");
  };
  function audience(code: string): string {
    if (code.startsWith("role:")) return rolesOf([code.slice("role:".length)]);
    return t.has(`audience.${code as "party"}`) ? t(`audience.${code as "party"}`) : code;
  }
}

function useHow(): (effect: AskedEffect | undefined) => string {
  const t = useTranslations("engagement.effect.state");
  const when = useWhen();
  return (effect) => {
    if (effect === undefined) return t("done");
    const { state, kind, dueAt, attempts } = effect;
    if (kind === "timer" && state === "planned")
      return dueAt === null ? t("planned") : t("runs", { when: when(dueAt) });
    if (state === "retrying")
      return t("retrying", { count: attempts, when: dueAt === null ? "" : when(dueAt) });
    return t(state);
  };
}
