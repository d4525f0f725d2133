import { useTranslations } from "use-intl";
import { useNames } from "../../parts/colleagues.ts";
import styles from "./interests.module.css";

interface Props {
  readonly scope: unknown;
  readonly programme: string;
  readonly isOwn: boolean;
}

const KINDS = ["programme", "group", "recommendation", "organisation", "item"] as const;

/** What somebody stays out of, by name as far as the reader knows it. */
export function Scope({ scope, programme, isOwn }: Props) {
  const t = useTranslations("interests");
  const names = useNames(programme);
  const parts = (Array.isArray(scope) ? scope : []).flatMap((one: unknown) => {
    const { kind, id, meetingId, item } = (one ?? {}) as Record<string, unknown>;
    const known = KINDS.find((name) => name === kind);
    if (known === undefined) return [];
    const of = [id, meetingId].find((one) => typeof one === "string") ?? "";
    const name = names.get(of) ?? (of === "" ? "" : `…${of.slice(-8)}`);
    return [t(`scopeOf.${known}`, { name, item: typeof item === "number" ? item : 0 })];
  });
  if (parts.length === 0) return null;
  return (
    <section aria-labelledby="scope">
      <h2 id="scope">{t(isOwn ? "outOf" : "theyOutOf")}</h2>
      <ul className={styles["scope"]}>
        {parts.map((part) => (
          <li key={part}>{part}</li>
        ))}
      </ul>
    </section>
  );
}
