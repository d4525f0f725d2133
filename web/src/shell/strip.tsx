/** On narrow screens, at the thumb: the first pages, search, and the rest under More. */
import { Menu } from "@mantine/core";
import { Link, useNavigate } from "@tanstack/react-router";
import { useTranslations } from "use-intl";
import { placesFor } from "../navigation.ts";
import { IconMore, IconSearch } from "../parts/icons.ts";
import { useMe, useProgramme } from "../parts/programme.ts";
import { useSuspenseQuery } from "@tanstack/react-query";
import { programmesQuery } from "../api/session.ts";
import { Calling } from "./calling.tsx";
import { openPalette } from "./palette-door.tsx";
import styles from "./strip.module.css";
import type { Calls } from "./use-calls.ts";

const AT_HAND = 2;

export function Strip({ calls }: { readonly calls: Calls }) {
  const t = useTranslations("shell");
  const me = useMe();
  const { slug } = useProgramme();
  const { data: programmes } = useSuspenseQuery(programmesQuery);
  const navigate = useNavigate();
  const places = placesFor(me, slug);
  return (
    <nav className={styles["strip"]} data-strip aria-label={t("navigation")}>
      {places.slice(0, AT_HAND).map(({ name, to, icon: Icon }) => (
        <Link key={name} to={to} params={{ programme: slug }} className={styles["item"] ?? ""}>
          <Icon size={20} stroke={1.75} aria-hidden />
          {t(name)}
          <Calling page={name} calls={calls} />
        </Link>
      ))}
      <button type="button" className={styles["item"]} onClick={openPalette}>
        <IconSearch size={20} stroke={1.75} aria-hidden />
        {t("search")}
      </button>
      <Menu position="top-end" width={240} shadow="var(--shadow)" radius={12}>
        <Menu.Target>
          <button type="button" className={styles["item"]}>
            <IconMore size={20} stroke={1.75} aria-hidden />
            {t("more")}
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          {places.slice(AT_HAND).map(({ name, to }) => (
            <Menu.Item key={name} onClick={() => void navigate({ to, params: { programme: slug } })}>
              {t(name)}
            </Menu.Item>
          ))}
          <Menu.Label>{t("programme")}</Menu.Label>
          {[...programmes, { slug: "all", name: t("allProgrammes") }].map((one) => (
            <Menu.Item
              key={one.slug}
              aria-current={one.slug === slug}
              onClick={() => void navigate({ to: "/p/$programme/today", params: { programme: one.slug } })}
            >
              {one.name}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </nav>
  );
}
