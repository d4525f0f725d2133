/** The same as by dragging, from a menu: every event that may be sent, then what is blocked, with the reason. */
import { Menu } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { useBlockedWords } from "./blocked-words.ts";
import { IconLock } from "./icons.ts";
import type { Line } from "./line.ts";
import { blockedOf } from "./moves.ts";
import { useOpenEngagement } from "./open-engagement.ts";
import { useProblemWords } from "./problem-words.ts";
import { standingQuery } from "./standing.ts";
import { useEventWords } from "./state-words.ts";
import styles from "./actions-menu.module.css";

export interface At {
  readonly line: Pick<Line, "id" | "who">;
  /** Beside what it opens, and where the focus goes back to. */
  readonly element: HTMLElement;
}

export function ActionsMenu({ at, onClose }: { readonly at: At | undefined; readonly onClose: () => void }) {
  const t = useTranslations("parts.menu");
  const loading = useTranslations("parts")("loading");
  const { data, error } = useQuery({ ...standingQuery(at?.line.id ?? ""), enabled: at !== undefined });
  const eventWords = useEventWords();
  const blockedWords = useBlockedWords();
  const wordsOf = useProblemWords();
  const open = useOpenEngagement();
  if (at === undefined) return null;
  const { line, element } = at;
  const { left, bottom } = element.getBoundingClientRect();
  const close = (): void => {
    onClose();
    element.focus();
  };
  const blocked = data === undefined ? [] : blockedOf(data);
  return (
    <Menu
      opened
      onClose={close}
      position="bottom-start"
      width={320}
      shadow="var(--shadow)"
      radius={12}
      returnFocus={false}
    >
      <Menu.Target>
        <button type="button" tabIndex={-1} className={styles["anchor"]} style={{ left, top: bottom }}>
          <span className="visually-hidden">{t("actionsOf", { who: line.who ?? t("nameless") })}</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown className={styles["menu"]}>
        {data === undefined ? (
          <Menu.Item aria-disabled closeMenuOnClick={false}>
            {error === null ? loading : wordsOf(error)}
          </Menu.Item>
        ) : (
          <>
            <Menu.Item onClick={() => open(line.id)}>{t("open")}</Menu.Item>
            {data.accepts.map(({ type }) => (
              <Menu.Item key={type} onClick={() => open(line.id, type)}>
                {eventWords("engagement", type, "do")}
              </Menu.Item>
            ))}
            {blocked.length > 0 && <Menu.Divider />}
            {blocked.map((one) => (
              <Menu.Item
                key={one.type}
                aria-disabled
                closeMenuOnClick={false}
                className={styles["blocked"] ?? ""}
                leftSection={<IconLock size={18} stroke={1.75} aria-hidden />}
              >
                {eventWords("engagement", one.type, "do")}
                <span className={styles["reason"]}>{blockedWords(one)}</span>
              </Menu.Item>
            ))}
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
