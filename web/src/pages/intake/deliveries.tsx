/** The log of what came in: when, from where, what became of it and why; and what may be read again. */
import "@mantine/core/styles/Input.css";
import { Button, NativeSelect } from "@mantine/core";
import { useSuspenseInfiniteQuery, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useParams } from "@tanstack/react-router";
import { useTranslations } from "use-intl";
import { Empty } from "../../parts/empty.tsx";
import { useProgramme } from "../../parts/programme.ts";
import { useRows } from "../../parts/use-rows.ts";
import { useWhen } from "../../parts/when.ts";
import { DeliveryDrawer } from "./delivery-drawer.tsx";
import { Frame } from "./frame.tsx";
import framed from "../../parts/rows.module.css";
import { Status } from "../../parts/status.tsx";
import { Reason } from "./reason-words.tsx";
import { DELIVERY_TONES } from "./tones.ts";
import styles from "./intake.module.css";
import { deliveriesQuery, sourcesQuery } from "./queries.ts";
import type { DeliveryStatus } from "./route.ts";
import { useReplay } from "./use-replay.ts";

const route = getRouteApi("/p/$programme/intake/deliveries");
const STATUSES: readonly DeliveryStatus[] = [
  "held",
  "accepted",
  "partial",
  "duplicate",
  "refused",
  "received",
];

export function DeliveriesPage() {
  const t = useTranslations("intake");
  const { slug } = useProgramme();
  const { id } = useParams({ strict: false });
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const when = useWhen();
  const replay = useReplay();
  const { data: allSources } = useSuspenseQuery(sourcesQuery);
  const { data, fetchNextPage, hasNextPage } = useSuspenseInfiniteQuery(deliveriesQuery(slug, search));
  const items = data.pages.flatMap((page) => page.items);
  const sources = allSources.filter(({ programme }) => slug === "all" || programme === slug);
  const nameOf = new Map(allSources.map((one) => [one.id, one.name]));
  const open = (to: string): void =>
    void navigate({
      to: "/p/$programme/intake/deliveries/$id",
      params: { programme: slug, id: to },
      search,
      resetScroll: false,
    });
  const close = (): void =>
    void navigate({
      to: "/p/$programme/intake/deliveries",
      params: { programme: slug },
      search,
      resetScroll: false,
    });
  const rows = useRows(
    items.map((one) => one.id),
    { onOpen: open },
  );
  const isFiltered = search.status !== undefined || search.source !== undefined;
  return (
    <Frame tab="deliveries">
      {(items.length > 0 || isFiltered) && (
        <div className={styles["filters"]}>
          <NativeSelect
            label={t("deliveries.filter")}
            size="xs"
            value={search.status ?? ""}
            data={[
              { value: "", label: t("deliveries.all") },
              ...STATUSES.map((value) => ({ value, label: t(`status.${value}`) })),
            ]}
            onChange={({ currentTarget: { value } }) =>
              void navigate({
                to: "/p/$programme/intake/deliveries",
                params: { programme: slug },
                search: { ...search, status: value === "" ? undefined : (value as DeliveryStatus) },
              })
            }
          />
          <NativeSelect
            label={t("deliveries.from")}
            size="xs"
            value={search.source ?? ""}
            data={[
              { value: "", label: t("deliveries.anySource") },
              ...sources.map((one) => ({ value: one.id, label: one.name })),
            ]}
            onChange={({ currentTarget: { value } }) =>
              void navigate({
                to: "/p/$programme/intake/deliveries",
                params: { programme: slug },
                search: { ...search, source: value === "" ? undefined : value },
              })
            }
          />
        </div>
      )}
      {items.length === 0 ? (
        <Empty title={t(isFiltered ? "deliveries.emptyFiltered" : "deliveries.empty")}>
          {!isFiltered && (
            <>
              <p>{t("deliveries.emptyWhy")}</p>
              <p>
                <Link to="/p/$programme/intake/sources" params={{ programme: slug }}>
                  {t("deliveries.toSources")}
                </Link>
              </p>
            </>
          )}
        </Empty>
      ) : (
        <ul className={framed["rows"]}>
          {items.map((one) => (
            <li key={one.id} {...rows.row(one.id)} className={`${styles["row"]} ${styles["delivery"]}`}>
              <Status tone={DELIVERY_TONES[one.status]}>{t(`status.${one.status}`)}</Status>
              <span className={styles["main"]}>
                <Link
                  to="/p/$programme/intake/deliveries/$id"
                  params={{ programme: slug, id: one.id }}
                  search={search}
                  resetScroll={false}
                >
                  {when(one.receivedAt)}
                </Link>
                <span className={styles["quiet"]}>{nameOf.get(one.source)}</span>
              </span>
              <span className={styles["quiet"]}>
                {one.reason !== null && <Reason said={one.reason} />}
                {one.reason !== null && one.times > 1 && " · "}
                {one.times > 1 && t("deliveries.times", { count: one.times })}
              </span>
              <span className={styles["acts"]}>
                {one.status === "held" && (
                  <Button size="xs" loading={replay.isPending} onClick={() => replay.mutate(one.id)}>
                    {t("deliveries.replay")}
                    <span className="visually-hidden"> {when(one.receivedAt)}</span>
                  </Button>
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
      {hasNextPage && (
        <Button variant="default" onClick={() => void fetchNextPage()}>
          {t("more")}
        </Button>
      )}
      <DeliveryDrawer id={id} onClose={close} />
    </Frame>
  );
}
