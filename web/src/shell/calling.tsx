import { useTranslations } from "use-intl";
import styles from "./calling.module.css";
import type { Calls } from "./use-calls.ts";

/** How much calls from a page, beside its name. What is overdue is red; both are said in words to whoever does not see them. */
export function Calling({ page, calls }: { readonly page: string; readonly calls: Calls }) {
  const t = useTranslations("shell.calls");
  const call = page === "today" ? calls.today : page === "intake" ? calls.intake : undefined;
  if (call === undefined) return null;
  const { count, isMany } = call;
  return (
    <span className={styles["call"]} data-page={page}>
      <span aria-hidden>{isMany ? t("many", { count: count - 1 }) : count}</span>
      <span className="visually-hidden"> {t(page === "today" ? "overdue" : "held", { count })}</span>
    </span>
  );
}
