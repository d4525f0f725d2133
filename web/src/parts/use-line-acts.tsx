/** What can be done with the line that the keys are on, in a list or on the board: its next action, all of them, a look beside. */
import type { ReactNode } from "react";
import { useState } from "react";
import type { At } from "./actions-menu.tsx";
import type { Clash } from "./clash.ts";
import { Conflict } from "./conflict.tsx";
import { later } from "./later.tsx";
import type { Actable } from "./use-next-action.ts";
import { CLAIM, useNextAction } from "./use-next-action.ts";

const ActionsMenu = later(async () => (await import("./actions-menu.tsx")).ActionsMenu);
const Peek = later(async () => (await import("./peek.tsx")).Peek);

interface Options {
  /** The side on which it stands: the look is on the other. */
  readonly stands?: "start" | "end";
  readonly onSend?: (id: string) => void;
}

export interface LineActs {
  readonly act: (line: Actable) => void;
  /** The same by key, which waits for what has just changed. */
  readonly press: (line: Actable) => void;
  readonly claim: (line: Actable) => void;
  readonly openMenu: (line: At["line"], element: HTMLElement) => void;
  /** Beside the list stands what is known of the current line, whichever it is, until this is called again. */
  readonly togglePeek: () => void;
  /** Where a conflict is told: above the list. */
  readonly above: ReactNode;
  /** Anywhere on the page. */
  readonly over: ReactNode;
}

export function useLineActs(
  current: Actable | undefined,
  { stands = "start", onSend }: Options = {},
): LineActs {
  const [menu, setMenu] = useState<At>();
  const [hasMenu, setHasMenu] = useState(false);
  const [isPeeking, setPeeking] = useState(false);
  const [clash, setClash] = useState<Clash>();
  const { act, press } = useNextAction({ onClash: setClash, onSend });
  return {
    act,
    press,
    claim(line) {
      if (line.next?.event === CLAIM) act(line);
    },
    openMenu(line, element) {
      setMenu({ line, element });
      setHasMenu(true);
    },
    togglePeek: () => setPeeking((before) => !before),
    above: clash !== undefined && <Conflict clash={clash} onDismiss={() => setClash(undefined)} />,
    over: (
      <>
        {hasMenu && <ActionsMenu at={menu} onClose={() => setMenu(undefined)} />}
        {isPeeking && current !== undefined && (
          <Peek
            line={current}
            side={stands === "start" ? "end" : "start"}
            onAct={() => act(current)}
            onClose={() => setPeeking(false)}
          />
        )}
      </>
    ),
  };
}
