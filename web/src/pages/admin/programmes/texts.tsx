/** What the programme's page says, and the letter that confirms a message, in each of its languages. */
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { Programme } from "../../../api/shapes.ts";
import { useWhen } from "../../../parts/when.ts";
import framed from "../../../parts/rows.module.css";
import styles from "../admin.module.css";
import { Part } from "../part.tsx";
import { EditText } from "./edit-text.tsx";
import { useLanguageWords } from "../../../parts/languages.ts";
import { textsQuery } from "./queries.ts";

interface Props {
  readonly programme: Programme;
  readonly languages: readonly string[];
}

export function Texts({ programme: { id }, languages }: Props) {
  const t = useTranslations("admin.publicPages");
  const nameOf = useLanguageWords();
  const when = useWhen();
  const texts = useQuery(textsQuery(id));
  const [editing, setEditing] = useState<string>();
  return (
    <Part title={t("texts")} lead={t("textsWhy")} query={texts}>
      {(all) => (
        <>
          <ul className={framed["rows"]}>
            {languages.map((language) => {
              const text = all.find((one) => one.language === language);
              return (
                <li key={language} className={styles["row"]}>
                  <span className={styles["main"]}>
                    <strong>{nameOf(language)}</strong>
                    <span lang={language}>{text?.title ?? ""}</span>
                  </span>
                  <span className={styles["quiet"]}>
                    {text === undefined
                      ? t("noText")
                      : [
                          t("written", { when: when(text.updatedAt) }),
                          t("benefitCount", { count: text.benefits.length }),
                          t("faqCount", { count: text.faq.length }),
                          t(text.acknowledgement === null ? "ourAcknowledgement" : "ownAcknowledgement"),
                        ].join(" · ")}
                  </span>
                  <span className={styles["acts"]}>
                    <Button size="xs" variant="default" onClick={() => setEditing(language)}>
                      {t(text === undefined ? "write" : "change")}
                      <span className="visually-hidden">: {nameOf(language)}</span>
                    </Button>
                  </span>
                </li>
              );
            })}
          </ul>
          {editing !== undefined && (
            <EditText
              key={editing}
              id={id}
              language={editing}
              known={all.find((one) => one.language === editing)}
              onClose={() => setEditing(undefined)}
            />
          )}
        </>
      )}
    </Part>
  );
}
