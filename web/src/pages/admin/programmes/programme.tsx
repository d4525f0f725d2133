/** The settings of one programme, each saved by itself. */
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useTranslations } from "use-intl";
import type { Programme } from "../../../api/shapes.ts";
import { programmesQuery } from "../../../api/session.ts";
import { Empty } from "../../../parts/empty.tsx";
import { useMe } from "../../../parts/programme.ts";
import styles from "../admin.module.css";
import { Frame } from "../frame.tsx";
import { isAdministrator } from "../may.ts";
import { Calendar } from "./calendar.tsx";
import { Languages } from "./languages.tsx";
import { Markings } from "./markings.tsx";
import { Place } from "./place.tsx";
import { Terms } from "./terms.tsx";
import { Timers } from "./timers.tsx";

const route = getRouteApi("/admin/programmes/$slug");

export function ProgrammePage() {
  const t = useTranslations("admin.programmes");
  const shell = useTranslations("shell");
  const { slug } = route.useParams();
  const { data } = useQuery(programmesQuery);
  const programme = data?.find((one) => one.slug === slug);
  return (
    <Frame tab="programmes">
      <p className={styles["back"]}>
        <Link to="/admin/programmes">{t("back")}</Link>
      </p>
      {data !== undefined && programme === undefined ? (
        <Empty title={shell("nothingHere")}>
          <p>{shell("nothingHereWhy")}</p>
        </Empty>
      ) : (
        programme !== undefined && <Settings key={programme.id} programme={programme} />
      )}
    </Frame>
  );
}

function Settings({ programme }: { readonly programme: Programme }) {
  const me = useMe();
  return (
    <>
      <section className={styles["part"]} aria-labelledby="programme">
        <h2 id="programme" className={styles["main"]}>
          {programme.name} <code className={styles["small"]}>{programme.slug}</code>
        </h2>
      </section>
      <Calendar programme={programme} />
      <Timers programme={programme} />
      <Languages programme={programme} />
      <Terms programme={programme} />
      <Markings programme={programme} />
      {isAdministrator(me) && <Place programme={programme} />}
    </>
  );
}
