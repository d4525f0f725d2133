/** For whoever proposes people and sees nothing else of intake: whom, and why. */
import { useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { programmesQuery } from "../../api/session.ts";
import { useMe, useProgramme } from "../../parts/programme.ts";
import { EntryForm } from "../../shell/entry-form.tsx";
import { programmeToEnter } from "../../shell/may-enter.ts";
import { Frame } from "./frame.tsx";
import styles from "./intake.module.css";

export function NominatePage() {
  const t = useTranslations("intake");
  const { filter } = useProgramme();
  const { data: programmes } = useSuspenseQuery(programmesQuery);
  const programme = programmeToEnter(useMe(), filter, programmes);
  /** Another form for the next one. */
  const [entered, setEntered] = useState(0);
  return (
    <Frame tab="nominate">
      {programme === undefined ? (
        <p className={styles["quiet"]}>{t("oneProgramme")}</p>
      ) : (
        <div className={styles["nominate"]}>
          <EntryForm
            key={entered}
            kind="nomination"
            programme={programme}
            onEntered={() => setEntered((before) => before + 1)}
          />
        </div>
      )}
    </Frame>
  );
}
