import { shortcuts } from "../../src/keyboard/shortcuts.ts";
import { Keys } from "../../src/parts/keys.tsx";
import type { States } from "../states.ts";

const all = [...new Set(Object.values(shortcuts).flatMap(({ keys }) => keys))];

export const states: States = {
  "every key of the table": () => (
    <p>
      {all.map((keys) => (
        <span key={keys}>
          <Keys keys={keys} />{" "}
        </span>
      ))}
    </p>
  ),
};
