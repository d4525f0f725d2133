/** Who saw, exported, decided, waived: filtered, exported, and proved. */
import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useTranslations } from "use-intl";
import { Empty } from "../../../parts/empty.tsx";
import { useMe } from "../../../parts/programme.ts";
import styles from "../admin.module.css";
import { Frame } from "../frame.tsx";
import { mayVerify } from "../may.ts";
import { Part } from "../part.tsx";
import { Filters } from "./filters.tsx";
import { auditQuery, exportAddress } from "./queries.ts";
import { AuditLine } from "./audit-line.tsx";
import type { AuditSearch } from "./search.ts";
import { Verify } from "./verify.tsx";

const route = getRouteApi("/admin/audit");

export function AuditPage() {
  const t = useTranslations("admin");
  const me = useMe();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const trail = useInfiniteQuery(auditQuery(search));
  const look = (wanted: AuditSearch): void =>
    void navigate({ to: "/admin/audit", search: wanted, resetScroll: false });
  const isFiltered = Object.keys(search).length > 0;
  const ownOnly = me.roles.every(({ role }) => !["approver", "dpo", "admin"].includes(role));
  return (
    <Frame tab="audit">
      {mayVerify(me) && <Verify />}
      <Part
        title={t("audit.title")}
        lead={t(ownOnly ? "audit.ownWhy" : "audit.why")}
        query={trail}
        beside={
          <Button component="a" variant="default" href={exportAddress(search)} download="audit.csv">
            {t("audit.export")}
          </Button>
        }
      >
        {({ pages }) => {
          const rows = pages.flatMap(({ items }) => items);
          return (
            <>
              <Filters search={search} rows={rows} ownOnly={ownOnly} onLook={look} />
              {rows.length === 0 ? (
                <Empty title={t(isFiltered ? "audit.nothingFits" : "audit.empty")}>
                  {!isFiltered && <p>{t("audit.emptyWhy")}</p>}
                </Empty>
              ) : (
                <div className={styles["scroll"]}>
                  <table className={`${styles["table"]} ${styles["folds"]}`}>
                    <thead>
                      <tr>
                        <th scope="col">{t("audit.when")}</th>
                        <th scope="col">{t("audit.who")}</th>
                        <th scope="col">{t("audit.did")}</th>
                        <th scope="col">{t("audit.what")}</th>
                        <th scope="col">{t("audit.how")}</th>
                      </tr>
                    </thead>
                    <tbody>
                      {rows.map((row) => (
                        <AuditLine
                          key={`${row.programme} ${row.seq}`}
                          row={row}
                          onActor={(actor) => look({ ...search, actor })}
                          onSubject={(kind, subject) => look({ ...search, kind, subject })}
                        />
                      ))}
                    </tbody>
                  </table>
                </div>
              )}
              {trail.hasNextPage && (
                <Button
                  variant="default"
                  loading={trail.isFetchingNextPage}
                  onClick={() => void trail.fetchNextPage()}
                >
                  {t("more")}
                </Button>
              )}
            </>
          );
        }}
      </Part>
    </Frame>
  );
}
