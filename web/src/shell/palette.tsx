/**
 * Mod+K: find somebody, do what the page offers, go to a page or programme, change a setting. What is typed goes into no address, no storage and no log.
 */
import "@mantine/core/styles/Input.css";
import "@mantine/spotlight/styles.css";
import type { SpotlightActionData, SpotlightFilterFunction } from "@mantine/spotlight";
import { createSpotlight, isActionsGroup, Spotlight } from "@mantine/spotlight";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { programmesQuery } from "../api/session.ts";
import { shortcuts } from "../keyboard/shortcuts.ts";
import { placesFor } from "../navigation.ts";
import { IconSearch } from "../parts/icons.ts";
import { Keys } from "../parts/keys.tsx";
import { offeredNow } from "../parts/offered.ts";
import { useProblemWords } from "../parts/problem-words.ts";
import { useMe, useProgramme } from "../parts/programme.ts";
import { choose } from "../theme/settings.ts";
import { signOut } from "./account-menu.tsx";
import { FOUND, useFoundGroups } from "./found.tsx";
import styles from "./palette.module.css";
import { useSearch } from "./search.ts";
import { openShortcuts } from "./shortcut-sheet.tsx";

const [store, spotlight] = createSpotlight();

export function Palette({ onClose }: { readonly onClose: () => void }) {
  const t = useTranslations("shell");
  const account = useTranslations("account");
  const pair = useTranslations("parts");
  const me = useMe();
  const tSearch = useTranslations("search");
  const wordsOf = useProblemWords();
  const { slug, filter } = useProgramme();
  const { data: programmes } = useSuspenseQuery(programmesQuery);
  const navigate = useNavigate();
  const [query, setQuery] = useState("");
  const searched = useSearch(query, filter);
  const found = useFoundGroups(searched.found, searched.isMore);
  useEffect(() => spotlight.open(), []);

  const acts: SpotlightActionData[] = offeredNow().map(({ id, label, act }) => ({
    id: `act ${id}`,
    label,
    onClick: act,
  }));
  const pages: SpotlightActionData[] = placesFor(me, slug).map(({ name, to, icon: Icon, key }) => ({
    id: name,
    label: t(name),
    leftSection: <Icon size={18} stroke={1.75} aria-hidden />,
    rightSection: <Keys keys={shortcuts[key].keys[0]} />,
    onClick: () => void navigate({ to, params: { programme: slug } }),
  }));
  const others: SpotlightActionData[] = programmes
    .filter((one) => one.slug !== slug)
    .map((one) => ({
      id: `programme ${one.slug}`,
      label: one.name,
      description: t("palette.inProgramme"),
      onClick: () => void navigate({ to: "/p/$programme/today", params: { programme: one.slug } }),
    }));
  const themed = (theme: "light" | "dark"): string =>
    pair("pair", { name: account("theme"), value: account(`themes.${theme}`) });
  const settings: SpotlightActionData[] = [
    {
      id: "light",
      label: themed("light"),
      onClick: () => choose("theme", "light"),
    },
    {
      id: "dark",
      label: themed("dark"),
      onClick: () => choose("theme", "dark"),
    },
    { id: "en", label: account("languages.en"), onClick: () => choose("language", "en") },
    { id: "fr", label: account("languages.fr"), onClick: () => choose("language", "fr") },
    { id: "keys", label: account("shortcuts"), onClick: openShortcuts },
    { id: "out", label: account("signOut"), onClick: signOut },
  ];
  const nothing =
    searched.error !== null
      ? wordsOf(searched.error)
      : searched.isAsking
        ? tSearch("asking")
        : t("palette.empty");
  return (
    <Spotlight
      store={store}
      shortcut={null}
      query={query}
      onQueryChange={setQuery}
      onSpotlightClose={onClose}
      nothingFound={nothing}
      filter={whatFits}
      highlightQuery
      overlayProps={PLAIN}
      classNames={{
        action: styles["action"] ?? "",
        actionsGroup: styles["group"] ?? "",
        actionsList: styles["list"] ?? "",
      }}
      attributes={{ content: { "aria-label": t("search") } }}
      scrollable
      maxHeight={420}
      radius={12}
      shadow="var(--shadow)"
      actions={[
        ...found,
        { group: t("palette.acts"), actions: acts },
        { group: t("palette.pages"), actions: pages },
        { group: t("palette.programmes"), actions: others },
        { group: t("palette.settings"), actions: settings },
      ].filter(({ actions }) => actions.length > 0)}
      searchProps={{
        "aria-label": t("searchHint"),
        placeholder: t("searchHint"),
        leftSection: <IconSearch size={18} stroke={1.75} aria-hidden />,
      }}
    />
  );
}

/** Not blurred: without a graphics card, each letter would wait for the whole page to be blurred anew. */
const PLAIN = { backgroundOpacity: 0.35, blur: 0 };

/** What was found fits what was typed; pages and settings are looked through by their words. */
const whatFits: SpotlightFilterFunction = (typed, all) => {
  const text = typed.trim().toLowerCase();
  const says = ({ id, label = "", description = "" }: SpotlightActionData): boolean =>
    id.startsWith(FOUND) || label.toLowerCase().includes(text) || description.toLowerCase().includes(text);
  return all
    .map((one) => (isActionsGroup(one) ? { ...one, actions: one.actions.filter(says) } : one))
    .filter((one) => (isActionsGroup(one) ? one.actions.length > 0 : says(one)));
};
