/** Duplicates of people, or of organisations. */
import { Link } from "@tanstack/react-router";
import { useTranslations } from "use-intl";
import { useProgramme } from "../../parts/programme.ts";
import styles from "./intake.module.css";

const kinds = [
  { of: "people", to: "/p/$programme/intake/duplicates" },
  { of: "organisations", to: "/p/$programme/intake/organisations" },
] as const;

export function WhichDuplicates({ of }: { readonly of: (typeof kinds)[number]["of"] }) {
  const t = useTranslations("intake.duplicates");
  const { slug } = useProgramme();
  return (
    <nav className={styles["which"]} aria-label={t("which")}>
      {kinds.map((one) => (
        <Link
          key={one.of}
          to={one.to}
          params={{ programme: slug }}
          {...(one.of === of ? { "aria-current": "page" as const } : {})}
        >
          {t(`of.${one.of}`)}
        </Link>
      ))}
    </nav>
  );
}
