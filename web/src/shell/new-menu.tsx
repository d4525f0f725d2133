/** New, in the top bar: log an inquiry that came by telephone, letter or visit, nominate somebody, or hand in a list of several. */
import { Button, Menu } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { programmesQuery } from "../api/session.ts";
import { useShortcuts } from "../keyboard/use-shortcuts.ts";
import { later } from "../parts/later.tsx";
import { useMe, useProgramme } from "../parts/programme.ts";
import { askEntry, useAskedEntry } from "./entry-door.ts";
import { kindsFor, programmeToEnter } from "./may-enter.ts";

const NewEntry = later(async () => (await import("./new-entry.tsx")).NewEntry);

export function NewMenu() {
  const t = useTranslations("entry");
  const me = useMe();
  const { filter } = useProgramme();
  const { data: programmes } = useSuspenseQuery(programmesQuery);
  const [isOpen, setOpen] = useState(false);
  const entry = useAskedEntry();
  const programme = programmeToEnter(me, filter, programmes);
  const kinds = programme === undefined ? [] : kindsFor(me, programme);
  useShortcuts(programme === undefined ? {} : { create: () => setOpen(true) });
  if (programme === undefined) return null;
  return (
    <>
      <Menu opened={isOpen} onChange={setOpen} position="bottom-end" width={220} radius={12}>
        <Menu.Target>
          <Button size="xs" variant="default" aria-keyshortcuts="+" style={{ flexShrink: 0 }}>
            {t("new")}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {kinds.map((kind) => (
            <Menu.Item key={kind} onClick={() => askEntry({ kind })}>
              {t(kind)}
            </Menu.Item>
          ))}
          {kinds.includes("inquiry") && (
            <Menu.Item component={Link} to={`/p/${programme}/intake/import`}>
              {t("list")}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {entry !== undefined && (
        <NewEntry {...entry} programme={programme} onClose={() => askEntry(undefined)} />
      )}
    </>
  );
}
