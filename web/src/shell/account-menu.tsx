/** Who one is, and how one likes the console: language, theme, density, shortcuts. */
import { Menu } from "@mantine/core";
import { useTranslations } from "use-intl";
import { IconAccount, IconCheck } from "../parts/icons.ts";
import { useMe } from "../parts/programme.ts";
import type { Settings } from "../theme/settings.ts";
import { choose, useSettings } from "../theme/settings.ts";
import styles from "./account-menu.module.css";
import { openShortcuts } from "./shortcut-sheet.tsx";

export function AccountMenu() {
  const t = useTranslations("account");
  const { name } = useMe();
  const settings = useSettings();

  function choice<K extends keyof Settings>(setting: K, value: Settings[K], label: string, lang?: string) {
    const isChosen = settings[setting] === value;
    return (
      <Menu.Item
        key={value}
        role="menuitemradio"
        aria-checked={isChosen}
        lang={lang}
        closeMenuOnClick={false}
        onClick={() => choose(setting, value)}
        rightSection={isChosen ? <IconCheck size={16} aria-hidden /> : null}
      >
        {label}
      </Menu.Item>
    );
  }

  return (
    <Menu position="bottom-end" width={256} shadow="var(--shadow)" radius={12}>
      <Menu.Target>
        <button type="button" className={styles["account"]} aria-label={t("menu", { name })}>
          <IconAccount size={20} stroke={1.75} aria-hidden />
          <span className={styles["name"]}>{name}</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t("language")}</Menu.Label>
        {choice("language", "en", t("languages.en"), "en")}
        {choice("language", "fr", t("languages.fr"), "fr")}
        <Menu.Label>{t("theme")}</Menu.Label>
        {(["auto", "light", "dark"] as const).map((one) => choice("theme", one, t(`themes.${one}`)))}
        <Menu.Label>{t("density")}</Menu.Label>
        {(["roomy", "compact"] as const).map((one) => choice("density", one, t(`densities.${one}`)))}
        <Menu.Label>{t("letters")}</Menu.Label>
        {choice("letters", "on", t("lettersOn"))}
        {choice("letters", "off", t("lettersOff"))}
        <Menu.Divider />
        <Menu.Item onClick={openShortcuts}>{t("shortcuts")}</Menu.Item>
        <Menu.Item component="a" href="/account">
          {t("settings")}
        </Menu.Item>
        <Menu.Item component="a" href="/docs">
          {t("api")}
        </Menu.Item>
        <Menu.Item onClick={signOut}>{t("signOut")}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** A form of the page, so that the server ends the session and sends the browser on. */
export function signOut(): void {
  const form = document.createElement("form");
  form.method = "post";
  form.action = "/sign-out";
  document.body.append(form);
  form.submit();
}
