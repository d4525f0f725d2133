import { Menu } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { programmesQuery } from "../api/session.ts";
import { IconCheck, IconChoose } from "../parts/icons.ts";
import { useProgramme } from "../parts/programme.ts";
import styles from "./programme-switcher.module.css";

/** Which programme one looks at. With a single one there is nothing to switch. */
export function ProgrammeSwitcher({ isFolded }: { readonly isFolded: boolean }) {
  const t = useTranslations("shell");
  const { slug, name } = useProgramme();
  const { data: programmes } = useSuspenseQuery(programmesQuery);
  const navigate = useNavigate();
  const choices = [
    ...programmes.map((one) => ({ slug: one.slug, name: one.name })),
    { slug: "all", name: t("allProgrammes") },
  ];
  const goTo = (programme: string) => void navigate({ to: "/p/$programme/today", params: { programme } });
  return (
    <Menu position="bottom-start" width={240} shadow="var(--shadow)" radius={12}>
      <Menu.Target>
        <button type="button" className={styles["switcher"]} title={isFolded ? name : undefined}>
          <span className={styles["mark"]} aria-hidden>
            {slug === "all" ? "∗" : name.slice(0, 1).toUpperCase()}
          </span>
          <span className="visually-hidden">{t("programme")}: </span>
          <span className={isFolded ? "visually-hidden" : styles["name"]}>{name}</span>
          {!isFolded && <IconChoose size={16} stroke={1.75} aria-hidden />}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {choices.map((one) => (
          <Menu.Item
            key={one.slug}
            onClick={() => goTo(one.slug)}
            rightSection={one.slug === slug ? <IconCheck size={16} aria-hidden /> : null}
            aria-current={one.slug === slug}
          >
            {one.name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
