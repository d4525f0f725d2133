/** What a search found, as the palette shows it: who or what, where it stands, why it was found, under its marking. */
import type { SpotlightActionGroupData } from "@mantine/spotlight";
import { useNavigate } from "@tanstack/react-router";
import { useTranslations } from "use-intl";
import type { Found } from "../api/shapes.ts";
import { inLine } from "../i18n/isolate.ts";
import { useCountryWords } from "../parts/countries.ts";
import { IconEngagements, IconOrganisation, IconPerson } from "../parts/icons.ts";
import { useOpenEngagement } from "../parts/open-engagement.ts";
import { useProgramme } from "../parts/programme.ts";
import { useStateWords } from "../parts/state-words.ts";
import { Tlp } from "../parts/tlp.tsx";
import { askEntry } from "./entry-door.ts";

/** Ids of what was found begin with this: it fits what was typed, whatever its label says. */
export const FOUND = "found ";

export function useFoundGroups(
  found: readonly Found[],
  isMore: boolean,
): readonly SpotlightActionGroupData[] {
  const t = useTranslations("search");
  const stateWords = useStateWords();
  const countryWords = useCountryWords();
  const open = useOpenEngagement();
  const navigate = useNavigate();
  const { slug } = useProgramme();

  /** By what it was found, where the label does not show it. */
  function because({ because: reasons }: Found, shown: readonly (string | null)[]): readonly string[] {
    return reasons
      .filter(({ text }) => !shown.includes(text))
      .map(({ field, text }) => t(`by.${field}`, { text }));
  }
  const described = (parts: readonly (string | null)[]): string => inLine(parts);

  const people = found.flatMap((one) => {
    if (one.kind !== "person") return [];
    const { id, name, organisation, engagement, marking } = one;
    const standing = engagement === null ? t("noCase") : stateWords("engagement", engagement.state);
    return [
      {
        id: `${FOUND}${id}`,
        label: name ?? t("nameless"),
        description: described([organisation, standing, ...because(one, [name, organisation])]),
        leftSection: <IconPerson size={18} stroke={1.75} aria-hidden />,
        rightSection: marking === null ? null : <Tlp marking={marking} />,
        dimmedSections: false,
        onClick: () =>
          engagement === null
            ? askEntry({ kind: "inquiry", person: { name, organisation } })
            : open(engagement.id),
      },
    ];
  });
  const organisations = found.flatMap((one) => {
    if (one.kind !== "organisation") return [];
    const { id, name, country } = one;
    return [
      {
        id: `${FOUND}${id}`,
        label: name,
        description: described([
          country === null ? null : countryWords(country),
          ...because(one, [name]),
          t("theirEngagements"),
        ]),
        leftSection: <IconOrganisation size={18} stroke={1.75} aria-hidden />,
        onClick: () =>
          void navigate({
            to: "/p/$programme/engagements",
            params: { programme: slug },
            search: { organisation: id },
          }),
      },
    ];
  });
  const engagements = found.flatMap((one) => {
    if (one.kind !== "engagement") return [];
    const { id, reference, who, organisation, state, marking } = one;
    return [
      {
        id: `${FOUND}${id}`,
        label: t("reference", { reference, who: who ?? t("nameless") }),
        description: described([organisation, stateWords("engagement", state)]),
        leftSection: <IconEngagements size={18} stroke={1.75} aria-hidden />,
        rightSection: <Tlp marking={marking} />,
        dimmedSections: false,
        onClick: () => open(id),
      },
    ];
  });
  const groups = [
    { group: t("engagements"), actions: engagements },
    { group: t("people"), actions: people },
    { group: t("organisations"), actions: organisations },
  ].filter(({ actions }) => actions.length > 0);
  const last = groups.at(-1);
  return groups.map((one) =>
    isMore && one === last ? { ...one, group: t("first", { group: one.group }) } : one,
  );
}
