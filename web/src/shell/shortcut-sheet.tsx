/** What `?` shows: the keys that do something on this page, from the one table. */
import { Modal } from "@mantine/core";
import { useSyncExternalStore } from "react";
import { useTranslations } from "use-intl";
import type { Scope, ShortcutName } from "../keyboard/shortcuts.ts";
import { shortcuts } from "../keyboard/shortcuts.ts";
import { useShortcuts, validNow } from "../keyboard/use-shortcuts.ts";
import { Keys } from "../parts/keys.tsx";
import styles from "./shortcut-sheet.module.css";

let shown: readonly ShortcutName[] | null = null;
const listeners = new Set<() => void>();

/** Whatever is valid at the moment one asks; the sheet itself has no keys of its own. */
export function openShortcuts(): void {
  show([...validNow()]);
}

function show(names: readonly ShortcutName[] | null): void {
  shown = names;
  for (const listener of listeners) listener();
}

export function ShortcutSheet() {
  const t = useTranslations("keys");
  const close = useTranslations("parts")("close");
  const names = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => shown,
  );
  useShortcuts({ help: openShortcuts });
  const inTable = (Object.keys(shortcuts) as ShortcutName[]).filter((name) => names?.includes(name));
  const scopes = [...new Set(inTable.map((name): Scope => shortcuts[name].scope))];
  return (
    <Modal
      opened={names !== null}
      onClose={() => show(null)}
      title={t("title")}
      size={720}
      closeButtonProps={{ "aria-label": close }}
    >
      <p className={styles["intro"]}>{t("intro")}</p>
      <div className={styles["scopes"]}>
        {scopes.map((scope) => (
          <section key={scope}>
            <h3>{t(`scope.${scope}`)}</h3>
            <dl className={styles["keys"]}>
              {inTable
                .filter((name) => shortcuts[name].scope === scope)
                .map((name) => (
                  <div key={name}>
                    <dt>{t(name)}</dt>
                    <dd>
                      {shortcuts[name].keys.map((keys, at) => (
                        <span key={keys}>
                          {at > 0 && <span className={styles["or"]}>{t("or")}</span>}
                          <Keys keys={keys} />
                        </span>
                      ))}
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  );
}
