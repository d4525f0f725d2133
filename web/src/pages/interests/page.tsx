/** One form about interests: what is asked and why, where it stands, what the reader may do, and what was said before. */
import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useFormatter, useTranslations } from "use-intl";
import { programmesQuery } from "../../api/session.ts";
import { useNames } from "../../parts/colleagues.ts";
import { Failed } from "../../parts/failed.tsx";
import { Page } from "../../parts/page.tsx";
import { useMe } from "../../parts/programme.ts";
import { useRoles } from "../../parts/roles.ts";
import { useStateWords } from "../../parts/state-words.ts";
import { Tlp } from "../../parts/tlp.tsx";
import { useDue } from "../../parts/when.ts";
import { Answer } from "./answer.tsx";
import styles from "./interests.module.css";
import type { Form } from "./queries.ts";
import { formQuery } from "./queries.ts";
import { Scope } from "./scope.tsx";
import { Story } from "./story.tsx";

const route = getRouteApi("/interests/$id");

export function InterestsPage() {
  const t = useTranslations("interests");
  const { id } = route.useParams();
  const { data, error, refetch } = useQuery(formQuery(id));
  const isOwn = useIsOwn(data);
  return (
    <Page title={t(isOwn ? "own" : "other")}>
      {error !== null && data === undefined && <Failed error={error} onRetry={() => void refetch()} />}
      {data !== undefined && <Shown key={data.id} form={data} isOwn={isOwn} />}
    </Page>
  );
}

function useIsOwn(form: Form | undefined): boolean {
  const { id } = useMe();
  return form?.card["person"] === `account:${id}`;
}

function Shown({ form, isOwn }: { readonly form: Form; readonly isOwn: boolean }) {
  const stateWords = useStateWords();
  const { roles } = useMe();
  const { data: programmes } = useSuspenseQuery(programmesQuery);
  const names = useNames(form.programme);
  const programme = programmes.find(({ slug }) => slug === form.programme)?.name ?? form.programme;
  const here = roles.filter((one) => one.programme === null || one.programme === form.programme);
  // Whoever sees less than the whole reads what was decided, and not what was declared.
  const readsStory = isOwn || here.some(({ role }) => role === "secretariat" || role === "dpo");
  const { person } = form.card;
  const account = typeof person === "string" ? person.replace(/^account:/, "") : "";
  const who = form.party?.name ?? names.get(account);
  return (
    <div className={styles["page"]}>
      <p className={styles["where"]}>
        <strong>{programme}</strong>
        <span>{stateWords("interests", form.state)}</span>
        {!isOwn && who !== undefined && <span>{who}</span>}
        <Tlp marking={form.marking} />
      </p>
      {isOwn && <Told form={form} programme={programme} />}
      <Scope scope={form.card["scope"]} programme={form.programme} isOwn={isOwn} />
      <Answer key={form.revision} form={form} isOwn={isOwn} />
      {readsStory && <Story id={form.id} programme={form.programme} />}
    </div>
  );
}

const TELLS = ["requested", "assess", "clear", "managed", "blocking", "not_required"] as const;

/** Where one's own form stands, in a sentence. */
function Told({ form, programme }: { readonly form: Form; readonly programme: string }) {
  const t = useTranslations("interests.told");
  const rolesOf = useRoles();
  const due = useDue();
  const format = useFormatter();
  const state = TELLS.find((one) => one === form.state);
  if (state === undefined) return null;
  const { as, validUntil } = form.card;
  const declaration = form.deadlines.find(({ timer }) => timer === "declaration")?.dueAt ?? null;
  const until =
    typeof validUntil === "string" ? format.dateTime(new Date(validUntil), { dateStyle: "long" }) : "";
  const role = typeof as === "string" && as !== "independent_expert" ? rolesOf([as]) : "empty";
  return (
    <>
      <p className={styles["told"]}>{t(state, { programme, role, until })}</p>
      {state === "requested" && declaration !== null && (
        <p className={styles["due"]}>{t("by", { when: due(declaration, form.programme) })}</p>
      )}
    </>
  );
}
