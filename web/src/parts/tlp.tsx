/** A marking of TLP 2.0: the exact label in every language, on one line, with its audience in words, which `shell/marking-words.tsx` shows. */
import { useTranslations } from "use-intl";
import type { EngagementCard } from "../api/shapes.ts";
import styles from "./tlp.module.css";

export type Marking = EngagementCard["marking"];

export function Tlp({ marking }: { readonly marking: Marking }) {
  const t = useTranslations("parts.marking");
  return (
    <span className={styles["tlp"]} data-marking={marking}>
      {marking}
      <span className="visually-hidden">: {t(marking)}</span>
    </span>
  );
}
