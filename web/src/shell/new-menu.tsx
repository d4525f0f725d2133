/** New, in the top bar: log an inquiry that came by telephone, letter or visit, or nominate somebody. */
import { Button, Menu } from "@mantine/core";
import { lazy, Suspense, useState } from "react";
import { useTranslations } from "use-intl";
import { useShortcuts } from "../keyboard/use-shortcuts.ts";
import { useMe, useProgramme } from "../parts/programme.ts";
import { askEntry, useAskedEntry } from "./entry-door.ts";

const NewEntry = lazy(async () => ({ default: (await import("./new-entry.tsx")).NewEntry }));

export function NewMenu() {
  const t = useTranslations("entry");
  const me = useMe();
  const { filter } = useProgramme();
  const [isOpen, setOpen] = useState(false);
  const entry = useAskedEntry();
  const isOfficer = me.roles.some(
    ({ role, programme }) => role === "officer" && (programme === null || programme === filter),
  );
  const mayEnter = isOfficer && filter !== undefined;
  useShortcuts(mayEnter ? { create: () => setOpen(true) } : {});
  if (!mayEnter) return null;
  return (
    <>
      <Menu opened={isOpen} onChange={setOpen} position="bottom-end" width={220} radius={12}>
        <Menu.Target>
          <Button size="xs" variant="default" aria-keyshortcuts="+" style={{ flexShrink: 0 }}>
            {t("new")}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => askEntry({ kind: "inquiry" })}>{t("inquiry")}</Menu.Item>
          <Menu.Item onClick={() => askEntry({ kind: "nomination" })}>{t("nomination")}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {entry !== undefined && (
        <Suspense>
          <NewEntry {...entry} programme={filter} onClose={() => askEntry(undefined)} />
        </Suspense>
      )}
    </>
  );
}
