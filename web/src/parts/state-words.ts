/** States and events in the reader's language; what the catalogue does not know yet shows as the chart names it. */
import { useMessages } from "use-intl";

export function useStateWords(): (workflow: string, state: string) => string {
  const messages: unknown = useMessages();
  return (workflow, state) => textAt(messages, ["state", workflow, state]) ?? state;
}

/** What a chart is called; by its own name where the catalogue has none. */
export function useWorkflowWords(): (workflow: string) => string {
  const messages: unknown = useMessages();
  return (workflow) => textAt(messages, ["workflows", "name", workflow]) ?? workflow;
}

/** `do` is the button, `did` what the timeline says. */
export function useEventWords(): (workflow: string, type: string, form: "do" | "did") => string {
  const messages: unknown = useMessages();
  return (workflow, type, form) => textAt(messages, ["event", workflow, ...type.split("."), form]) ?? type;
}

/** Why a guard refuses, and what to do about it; undefined where only the server has words. */
export function useGuardWords(): (code: string) => { why: string; remedy: string } | undefined {
  const messages: unknown = useMessages();
  return (code) => {
    const why = textAt(messages, ["guard", code, "why"]);
    const remedy = textAt(messages, ["guard", code, "remedy"]);
    return why === undefined || remedy === undefined ? undefined : { why, remedy };
  };
}

function textAt(messages: unknown, path: readonly string[]): string | undefined {
  const found = path.reduce<unknown>(
    (at, key) => (typeof at === "object" && at !== null ? (at as Record<string, unknown>)[key] : undefined),
    messages,
  );
  return typeof found === "string" ? found : undefined;
}
