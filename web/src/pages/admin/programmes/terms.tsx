/** A programme's lists. A term's code never changes; its names may; it is retired and never deleted. */
import "@mantine/core/styles/Input.css";
import { Button, NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { useLanguageWords } from "../../../parts/languages.ts";
import { inLine } from "../../../i18n/isolate.ts";
import type { Programme } from "../../../api/shapes.ts";
import { Empty } from "../../../parts/empty.tsx";
import { useWhen } from "../../../parts/when.ts";
import { useSettings } from "../../../theme/settings.ts";
import framed from "../../../parts/rows.module.css";
import { Status } from "../../../parts/status.tsx";
import styles from "../admin.module.css";
import { Part } from "../part.tsx";
import { EditTerm } from "./edit-term.tsx";
import type { Taxonomy, Term } from "./queries.ts";
import { termsQuery } from "./queries.ts";
import { RetireTerm, useRestore } from "./retire-term.tsx";

const LISTS: readonly Taxonomy[] = [
  "sectors",
  "interests",
  "organisation_kinds",
  "site_kinds",
  "domains",
  "instruments",
  "roles",
];

export function Terms({ programme: { slug } }: { readonly programme: Programme }) {
  const t = useTranslations("admin.programmes");
  const [list, setList] = useState<Taxonomy>("sectors");
  const terms = useQuery(termsQuery(slug, list));
  const [editing, setEditing] = useState<Term | "new">();
  const [retiring, setRetiring] = useState<Term>();
  const restore = useRestore(slug);
  return (
    <Part
      title={t("lists")}
      lead={t("listsWhy")}
      query={terms}
      beside={
        <div className={styles["inline"]}>
          <NativeSelect
            size="xs"
            aria-label={t("list")}
            value={list}
            data={LISTS.map((value) => ({ value, label: t(`list_${value}`) }))}
            onChange={({ currentTarget: { value } }) => setList(value as Taxonomy)}
          />
          <Button size="xs" variant="default" onClick={() => setEditing("new")}>
            {t("addTerm")}
          </Button>
        </div>
      }
    >
      {(all) => (
        <>
          {all.length === 0 ? (
            <Empty title={t("noTerm")}>
              <p>{t("noTermWhy")}</p>
            </Empty>
          ) : (
            <ul className={framed["rows"]}>
              {all.map((one) => (
                <Row
                  key={one.code}
                  term={one}
                  onEdit={() => setEditing(one)}
                  onRetire={() => setRetiring(one)}
                  onRestore={() => restore.mutate(one)}
                />
              ))}
            </ul>
          )}
          {editing !== undefined && (
            <EditTerm
              programme={slug}
              list={list}
              known={editing === "new" ? undefined : editing}
              onClose={() => setEditing(undefined)}
            />
          )}
          {retiring !== undefined && (
            <RetireTerm
              programme={slug}
              term={retiring}
              others={all}
              onClose={() => setRetiring(undefined)}
            />
          )}
        </>
      )}
    </Part>
  );
}

interface RowProps {
  readonly term: Term;
  readonly onEdit: () => void;
  readonly onRetire: () => void;
  readonly onRestore: () => void;
}

function Row({ term: { code, labels, retiredAt, replacedBy }, onEdit, onRetire, onRestore }: RowProps) {
  const t = useTranslations("admin.programmes");
  const when = useWhen();
  const { language } = useSettings();
  const languageWords = useLanguageWords();
  const own = labels[language] ?? labels["en"] ?? code;
  const others = Object.entries(labels).filter(([, label]) => label !== own);
  return (
    <li className={styles["row"]}>
      <span className={styles["main"]}>
        <strong>{own}</strong>
        <code className={styles["small"]}>{code}</code>
        {retiredAt !== null && <Status>{t("retired")}</Status>}
      </span>
      <span className={styles["quiet"]}>
        {retiredAt === null
          ? inLine(others.map(([tongue, label]) => t("termIn", { label, language: languageWords(tongue) })))
          : [
              t("retiredWhen", { when: when(retiredAt) }),
              ...(replacedBy === null ? [] : [t("replacedBy", { code: replacedBy })]),
            ].join(" · ")}
      </span>
      <span className={styles["acts"]}>
        <Button size="xs" variant="default" onClick={onEdit}>
          {t("rename")}
          <span className="visually-hidden"> {own}</span>
        </Button>
        <Button size="xs" variant="default" onClick={retiredAt === null ? onRetire : onRestore}>
          {t(retiredAt === null ? "retire" : "restore")}
          <span className="visually-hidden"> {own}</span>
        </Button>
      </span>
    </li>
  );
}
