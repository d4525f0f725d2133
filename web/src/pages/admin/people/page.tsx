/** Who works here: everybody's roles at a glance, and who was asked and has not come yet. */
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { Empty } from "../../../parts/empty.tsx";
import { useMe } from "../../../parts/programme.ts";
import framed from "../../../parts/rows.module.css";
import { Status } from "../../../parts/status.tsx";
import styles from "../admin.module.css";
import { Frame } from "../frame.tsx";
import { Part } from "../part.tsx";
import { useHeldWords } from "./held-words.ts";
import { Invitations } from "./invitations.tsx";
import { Invite } from "./invite.tsx";
import type { Account } from "./queries.ts";
import { accountsQuery } from "./queries.ts";

export function PeoplePage() {
  const t = useTranslations("admin.people");
  const me = useMe();
  const accounts = useQuery(accountsQuery);
  const [isInviting, setInviting] = useState(false);
  return (
    <Frame tab="people" beside={<Button onClick={() => setInviting(true)}>{t("invite")}</Button>}>
      <Part title={t("title")} lead={t("why")} query={accounts}>
        {(all) => {
          const people = all.filter(({ kind }) => kind === "staff");
          return (
            <>
              <ul className={framed["rows"]}>
                {people.map((one) => (
                  <Row key={one.id} account={one} />
                ))}
              </ul>
              {people.every(({ id }) => id === me.id) && (
                <Empty title={t("empty")}>
                  <p>{t("emptyWhy")}</p>
                </Empty>
              )}
            </>
          );
        }}
      </Part>
      <Invitations />
      {isInviting && <Invite onClose={() => setInviting(false)} />}
    </Frame>
  );
}

function Row({ account: { id, name, email, roles, disabledAt } }: { readonly account: Account }) {
  const t = useTranslations("admin.people");
  const me = useMe();
  const heldWords = useHeldWords();
  return (
    <li className={styles["row"]}>
      <span className={styles["main"]}>
        <Link to="/admin/people/$id" params={{ id }}>
          <strong>{name}</strong>
        </Link>
        {id === me.id && <Status>{t("you")}</Status>}
        {email !== null && <span className={styles["quiet"]}>{email}</span>}
      </span>
      <span className={styles["quiet"]}>
        {roles.length === 0 ? t("noRole") : roles.map(heldWords).join(" · ")}
      </span>
      <span className={styles["acts"]}>
        {disabledAt !== null && <Status tone="bad">{t("locked")}</Status>}
      </span>
    </li>
  );
}
