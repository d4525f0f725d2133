/** The fields of an event for several, filled in once: each is sent the same. */
import { useMemo, useState } from "react";
import { useTranslations } from "use-intl";
import type { Drafts } from "../form/draft.ts";
import { dataOf, emptyOf, missingIn } from "../form/draft.ts";
import { Fields } from "../form/fields.tsx";
import { idsIn } from "../form/ids-in.ts";
import { anchorOf } from "../form/marks.tsx";
import type { Field } from "../form/shape.ts";
import type { EventData } from "./bulk-queries.ts";
import styles from "./bulk.module.css";
import { usePicks } from "./use-picks.ts";

interface Props {
  readonly fields: readonly Field[];
  /** Where all of them stand; empty where that is not one programme. */
  readonly programme: string;
  readonly isDisabled: boolean;
  /** What is to be judged; undefined as soon as something else is typed. */
  readonly onData: (data: EventData) => void;
}

export function BulkForm({ fields, programme, isDisabled, onData }: Props) {
  const t = useTranslations("bulk");
  const tf = useTranslations("form");
  const [drafts, setDrafts] = useState<Drafts>(() => emptyOf(fields));
  const [wasTried, setTried] = useState(false);
  const wanted = useMemo(() => idsIn(fields), [fields]);
  const picks = usePicks(programme, wanted);
  const missing = wasTried ? missingIn(fields, drafts) : [];
  function submit(): void {
    setTried(true);
    const [first] = missingIn(fields, drafts);
    if (first === undefined) return onData(dataOf(fields, drafts));
    document.getElementById(anchorOf(first))?.focus();
  }
  return (
    <form
      noValidate
      className={styles["form"]}
      onSubmit={(submitted) => {
        submitted.preventDefault();
        submit();
      }}
    >
      <p className={styles["hint"]}>{t("sameForEach")}</p>
      <fieldset className={styles["fields"]} disabled={isDisabled}>
        <Fields
          fields={fields}
          drafts={drafts}
          onChange={(next) => {
            setDrafts(next);
            onData(undefined);
          }}
          errors={Object.fromEntries(missing.map((path) => [path, tf("missing")]))}
          picks={picks}
        />
        <button type="submit" className={styles["quiet"]}>
          {t("preview")}
        </button>
      </fieldset>
    </form>
  );
}
