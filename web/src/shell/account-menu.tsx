/** Who one is, and how one likes the console: language, theme, density, shortcuts. */
import { Menu } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslations } from "use-intl";
import { IconAccount } from "../parts/icons.ts";
import { useMe } from "../parts/programme.ts";
import type { Settings } from "../theme/settings.ts";
import { choose, useSettings } from "../theme/settings.ts";
import styles from "./account-menu.module.css";
import { openShortcuts } from "./shortcut-sheet.tsx";

export function AccountMenu() {
  const t = useTranslations("account");
  const { name } = useMe();
  const settings = useSettings();

  function choices<K extends keyof Settings>(
    setting: K,
    label: string,
    values: readonly (readonly [Settings[K], string])[],
  ) {
    return (
      <>
        <Menu.Label>{label}</Menu.Label>
        <Menu.RadioGroup
          aria-label={label}
          value={settings[setting]}
          onChange={(chosen) => {
            const [value] = values.find(([one]) => one === chosen) ?? [];
            if (value !== undefined) choose(setting, value);
          }}
        >
          {values.map(([value, words]) => (
            <Menu.RadioItem key={value} value={value} closeMenuOnClick={false}>
              {words}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </>
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
        {choices("language", t("language"), [
          ["en", t("languages.en")],
          ["fr", t("languages.fr")],
        ])}
        {choices("theme", t("theme"), [
          ["auto", t("themes.auto")],
          ["light", t("themes.light")],
          ["dark", t("themes.dark")],
        ])}
        {choices("density", t("density"), [
          ["roomy", t("densities.roomy")],
          ["compact", t("densities.compact")],
        ])}
        {choices("letters", t("letters"), [
          ["on", t("lettersOn")],
          ["off", t("lettersOff")],
        ])}
        <Menu.Divider />
        <Menu.Item renderRoot={(props) => <Link {...props} to="/interests" />}>{t("interests")}</Menu.Item>
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
