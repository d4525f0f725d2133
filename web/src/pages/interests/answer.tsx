/** What the reader may say now: one of the events that the form takes, each as its own schema asks for it. */
import { Button } from "@mantine/core";
import { useEffect, useMemo, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { newKey } from "../../api/client.ts";
import { Problem } from "../../api/problem.ts";
import type { AcceptedEvent } from "../../api/shapes.ts";
import type { Drafts } from "../../form/draft.ts";
import { dataOf, emptyOf, missingIn } from "../../form/draft.ts";
import { Fields } from "../../form/fields.tsx";
import { fieldsOf } from "../../form/shape.ts";
import { useFaults } from "../../form/use-faults.ts";
import { useShortcuts } from "../../keyboard/use-shortcuts.ts";
import { useProblemWords } from "../../parts/problem-words.ts";
import { useEventWords } from "../../parts/state-words.ts";
import { tell } from "../../parts/told.ts";
import styles from "./interests.module.css";
import { usePicks } from "./picks.ts";
import type { Form } from "./queries.ts";
import { useSend } from "./queries.ts";

/** Erasing somebody has a way of its own. */
const ELSEWHERE = "erasure.executed";

interface Props {
  readonly form: Form;
  readonly isOwn: boolean;
}

export function Answer({ form, isOwn }: Props) {
  const t = useTranslations("interests");
  const words = useEventWords();
  const accepted = form.accepts.filter(({ type }) => type !== ELSEWHERE);
  const [only] = accepted;
  const [chosen, setChosen] = useState(accepted.length === 1 ? only?.type : undefined);
  const event = accepted.find(({ type }) => type === chosen);
  if (accepted.length === 0) return null;
  return (
    <section aria-labelledby="answer" className={styles["answer"]}>
      <h2 id="answer">{t(isOwn ? "answer" : "assess")}</h2>
      {accepted.length > 1 && (
        <fieldset className={styles["ways"]}>
          <legend className="visually-hidden">{t(isOwn ? "answer" : "assess")}</legend>
          {accepted.map(({ type }) => (
            <label key={type} className={styles["way"]}>
              <input type="radio" name="way" checked={type === chosen} onChange={() => setChosen(type)} />
              <span>
                <strong>{verbOf(words("interests", type, "do"))}</strong>
                {t.has(`ways.${keyOf(type)}`) && <span>{t(`ways.${keyOf(type)}`)}</span>}
              </span>
            </label>
          ))}
        </fieldset>
      )}
      {event !== undefined && <OneEvent key={event.type} form={form} event={event} />}
    </section>
  );
}

const verbOf = (label: string): string => label.replace(/…$/, "");
type Way =
  | "interests_none"
  | "interests_declared"
  | "interests_insignificant"
  | "interests_managed"
  | "interests_blocking";
const keyOf = (type: string): Way => type.replaceAll(".", "_") as Way;

function OneEvent({ form, event: { type, schema } }: { readonly form: Form; readonly event: AcceptedEvent }) {
  const t = useTranslations("interests");
  const tf = useTranslations("form");
  const words = useEventWords();
  const wordsOf = useProblemWords();
  const fields = useMemo(() => fieldsOf(schema), [schema]);
  const picks = usePicks(form.programme, fields);
  const [drafts, setDrafts] = useState<Drafts>(() => emptyOf(fields));
  const [wasTried, setTried] = useState(false);
  const [key, setKey] = useState(newKey);
  const [told, setTold] = useState(0);
  const above = useRef<HTMLDivElement>(null);
  const send = useSend(form.id);
  const missing = wasTried ? missingIn(fields, drafts) : [];
  const faults = useFaults(send.error);
  const errors = {
    ...Object.fromEntries(
      Object.entries(faults).map(([path, detail]) => [path.replace(/^data\./, ""), detail]),
    ),
    ...Object.fromEntries(missing.map((path) => [path, tf("missing")])),
  };
  const wrong = Object.keys(errors).length;
  useEffect(() => {
    if (told > 0) above.current?.focus();
  }, [told]);
  const submit = (): void => {
    setTried(true);
    if (missingIn(fields, drafts).length > 0) return setTold((before) => before + 1);
    if (send.isPending) return;
    send.mutate(
      { revision: form.revision, key, type, data: dataOf(fields, drafts) },
      {
        onSuccess: () => tell(t("sent")),
        onError(error) {
          // Whom nobody answered may have been heard: the same request again is the same event.
          if (error instanceof Problem && error.status >= 400 && error.status < 500) setKey(newKey());
          setTold((before) => before + 1);
        },
      },
    );
  };
  useShortcuts({ send: submit });
  return (
    <form
      noValidate
      className={styles["form"]}
      onSubmit={(submitted) => {
        submitted.preventDefault();
        submit();
      }}
    >
      <div ref={above} tabIndex={-1} className={styles["above"]}>
        {(send.error !== null || wrong > 0) && (
          <p className={styles["problem"]} role="alert">
            {wrong > 0 ? tf("problems", { count: wrong }) : wordsOf(send.error)}
          </p>
        )}
      </div>
      <Fields fields={fields} drafts={drafts} onChange={setDrafts} errors={errors} picks={picks} />
      <Button type="submit" loading={send.isPending}>
        {verbOf(words("interests", type, "do"))}
      </Button>
    </form>
  );
}
