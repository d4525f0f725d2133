/** One row of the trail: when, who, what they did, to what, and how. */
import { Link } from "@tanstack/react-router";
import { useFormatter, useTranslations } from "use-intl";
import { useMe } from "../../../parts/programme.ts";
import { Status } from "../../../parts/status.tsx";
import styles from "../admin.module.css";
import { seesFiles } from "../may.ts";
import type { AuditRow } from "./queries.ts";
import { useActorWords, useHowWords, useKindWords, usePlaceWords } from "./words.ts";

interface Props {
  readonly row: AuditRow;
  readonly onActor: (id: string) => void;
  readonly onSubject: (kind: string, id: string) => void;
}

export function AuditLine({ row, onActor, onSubject }: Props) {
  const t = useTranslations("admin.audit");
  const format = useFormatter();
  const me = useMe();
  const actorWords = useActorWords();
  const kindWords = useKindWords();
  const howWords = useHowWords();
  const placeWords = usePlaceWords();
  const { at, actor, act, subject, programme, seq } = row;
  const subjectId = subject.id;
  return (
    <tr>
      <td>
        <time dateTime={at}>
          {format.dateTime(new Date(at), { dateStyle: "medium", timeStyle: "short" })}
        </time>
      </td>
      <td>
        <button type="button" className={styles["plain"]} onClick={() => onActor(actor)}>
          {actorWords(row)}
        </button>
      </td>
      <td>
        <Status>{t(`acts.${act}`)}</Status>
      </td>
      <td>
        {kindWords(subject.kind)}{" "}
        {subjectId !== null && (
          <button
            type="button"
            className={styles["plain"]}
            onClick={() => onSubject(subject.kind, subjectId)}
          >
            <span className="visually-hidden">{t("onlyThis", { kind: kindWords(subject.kind) })} </span>
            <code>{subjectId.length > 12 ? subjectId.slice(-8) : subjectId}</code>
          </button>
        )}{" "}
        {subject.kind === "engagement" && subjectId !== null && seesFiles(me) && (
          <Link to="/e/$id" params={{ id: subjectId }}>
            {t("open")}
          </Link>
        )}
      </td>
      <td className={styles["quiet"]}>
        {howWords(row)}{" "}
        <span className={styles["small"]}>{t("place", { where: placeWords(programme), seq })}</span>
      </td>
    </tr>
  );
}
