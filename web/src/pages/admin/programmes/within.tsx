/** One programme's settings: which programme it is, its parts, and the way back to all. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { programmesQuery } from "../../../api/session.ts";
import type { Programme } from "../../../api/shapes.ts";
import { Empty } from "../../../parts/empty.tsx";
import { useMe } from "../../../parts/programme.ts";
import { Tab, Tabs } from "../../../parts/tabs.tsx";
import styles from "../admin.module.css";
import { Frame } from "../frame.tsx";
import { mayTakeIn } from "../may.ts";

interface Props {
  readonly slug: string;
  readonly part: "settings" | "public";
  readonly children: (programme: Programme) => ReactNode;
}

export function Within({ slug, part, children }: Props) {
  const t = useTranslations("admin.programmes");
  const shell = useTranslations("shell");
  const { data } = useQuery(programmesQuery);
  const me = useMe();
  const programme = mayTakeIn(me, slug) ? data?.find((one) => one.slug === slug) : undefined;
  return (
    <Frame tab="programmes">
      <p className={styles["back"]}>
        <Link to="/admin/programmes">{t("back")}</Link>
      </p>
      {data !== undefined && programme === undefined && (
        <Empty title={shell("nothingHere")}>
          <p>{shell("nothingHereWhy")}</p>
        </Empty>
      )}
      {programme !== undefined && (
        <>
          <section className={styles["part"]} aria-labelledby="programme">
            <h2 id="programme" className={styles["main"]}>
              {programme.name} <code className={styles["small"]}>{programme.slug}</code>
            </h2>
          </section>
          <Tabs label={t("partsOf")}>
            <Tab to="/admin/programmes/$slug" params={{ slug }} isCurrent={part === "settings"}>
              {t("settings")}
            </Tab>
            <Tab to="/admin/programmes/$slug/public" params={{ slug }} isCurrent={part === "public"}>
              {t("public")}
            </Tab>
          </Tabs>
          {children(programme)}
        </>
      )}
    </Frame>
  );
}
