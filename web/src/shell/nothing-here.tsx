import { Link } from "@tanstack/react-router";
import { useTranslations } from "use-intl";
import { Page } from "../parts/page.tsx";

export function NothingHere() {
  const t = useTranslations("shell");
  return (
    <Page title={t("nothingHere")}>
      <p>{t("nothingHereWhy")}</p>
      <p>
        <Link to="/p/$programme/today" params={{ programme: "all" }}>
          {t("toToday")}
        </Link>
      </p>
    </Page>
  );
}
