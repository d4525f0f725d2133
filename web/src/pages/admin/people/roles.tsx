/** Who holds what where, since when and by whose act; one more, or one less. */
import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { api, bodyOf } from "../../../api/client.ts";
import { Empty } from "../../../parts/empty.tsx";
import { useMe } from "../../../parts/programme.ts";
import { useWhen } from "../../../parts/when.ts";
import styles from "../admin.module.css";
import { Confirm } from "../confirm.tsx";
import { useRoleWords } from "../role-words.ts";
import { useAct } from "../use-act.ts";
import { useHeldWords, useWhereWords } from "./held-words.ts";
import type { Account, HeldRole, NewGrant } from "./queries.ts";
import { OneRole } from "./role-picker.tsx";

interface Props {
  readonly account: Account;
  readonly all: readonly Account[];
}

export function Roles({ account, all }: Props) {
  const t = useTranslations("admin.people");
  const heldWords = useHeldWords();
  const [ending, setEnding] = useState<HeldRole>();
  const { id, name, roles } = account;
  const give = useAct(
    (grant: NewGrant) =>
      bodyOf(
        api.POST("/api/v1/accounts/{id}/roles", {
          params: { path: { id } },
          body: { grant: [grant], revoke: [] },
        }),
      ),
    { refresh: [["accounts"], ["me"]], said: t("given", { name }) },
  );
  return (
    <section className={styles["part"]} aria-labelledby="roles">
      <h2 id="roles">{t("roles")}</h2>
      <div className={styles["stack"]}>
        {roles.length === 0 ? (
          <Empty title={t("noRole")}>
            <p>{t("noRoleWhy")}</p>
          </Empty>
        ) : (
          <div className={styles["scroll"]}>
            <table className={`${styles["table"]} ${styles["folds"]}`}>
              <thead>
                <tr>
                  <th scope="col">{t("role")}</th>
                  <th scope="col">{t("where")}</th>
                  <th scope="col">{t("heldSince")}</th>
                  <th scope="col">{t("by")}</th>
                  <th scope="col">
                    <span className="visually-hidden">{t("end")}</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {roles.map((one) => (
                  <Row key={heldWords(one) + (one.body ?? "")} held={one} onEnd={() => setEnding(one)} />
                ))}
              </tbody>
            </table>
          </div>
        )}
        <OneRole verb={t("give")} isPending={give.isPending} onAdd={(grant) => give.mutate(grant)} />
      </div>
      {ending !== undefined && (
        <EndRole account={account} all={all} held={ending} onClose={() => setEnding(undefined)} />
      )}
    </section>
  );
}

function Row({ held, onEnd }: { readonly held: HeldRole; readonly onEnd: () => void }) {
  const t = useTranslations("admin.people");
  const roleWords = useRoleWords();
  const whereWords = useWhereWords();
  const when = useWhen();
  return (
    <tr>
      <th scope="row">{roleWords(held.role)}</th>
      <td>{whereWords(held)}</td>
      <td data-label={t("heldSince")}>{held.since === null ? t("notKept") : when(held.since)}</td>
      <td data-label={t("by")}>{held.by ?? t(held.since === null ? "notKept" : "convoke")}</td>
      <td className={styles["number"]}>
        <Button
          size="xs"
          variant="default"
          aria-label={`${t("end")}: ${roleWords(held.role)}, ${whereWords(held)}`}
          onClick={onEnd}
        >
          {t("end")}
        </Button>
      </td>
    </tr>
  );
}

interface EndProps extends Props {
  readonly held: HeldRole;
  readonly onClose: () => void;
}

function EndRole({ account, all, held, onClose }: EndProps) {
  const t = useTranslations("admin.people");
  const me = useMe();
  const roleWords = useRoleWords();
  const whereWords = useWhereWords();
  const { id, name } = account;
  const { role, programme, body } = held;
  const isLast = isLastAdministrator(account, held, all);
  const named = { role: roleWords(role), where: whereWords(held), name };
  const end = useAct(
    () =>
      bodyOf(
        api.POST("/api/v1/accounts/{id}/roles", {
          params: { path: { id } },
          body: { grant: [], revoke: [{ role, programme, ...(body === undefined ? {} : { body }) }] },
        }),
      ),
    { refresh: [["accounts"], ["me"]], said: t("ended", named), onDone: onClose, inForm: true },
  );
  const follows = [
    t("endFollows", named),
    t("endKeeps"),
    ...(id === me.id ? [t("endYourself")] : []),
    ...(isLast ? [t("endLast"), t("endLastBack")] : []),
  ];
  return (
    <Confirm
      title={t("endTitle", named)}
      follows={follows}
      word={isLast ? name : undefined}
      verb={t("end")}
      isPending={end.isPending}
      error={end.error}
      onConfirm={() => end.mutate()}
      onClose={onClose}
    />
  );
}

/** Nobody else would administer everything: the house would then be nobody's to run. */
function isLastAdministrator(account: Account, held: HeldRole, all: readonly Account[]): boolean {
  if (held.role !== "admin" || held.programme !== null) return false;
  return !all.some(
    ({ id, kind, disabledAt, roles }) =>
      id !== account.id &&
      kind === "staff" &&
      disabledAt === null &&
      roles.some(({ role, programme }) => role === "admin" && programme === null),
  );
}
