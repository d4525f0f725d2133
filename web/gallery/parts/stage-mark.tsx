import { useMessages } from "use-intl";
import { StageMark } from "../../src/parts/stage-mark.tsx";
import type { States } from "../states.ts";

const STAGES = [
  "inquiry",
  "vetting",
  "assignment",
  "meeting",
  "recommendation",
  "parked",
  "closed",
  null,
] as const;

/** Every word that a mark can hold, in the colours of one stage. */
function AllStates({ stage }: { readonly stage: string | null }) {
  const messages = useMessages() as {
    readonly state: Readonly<Record<string, Readonly<Record<string, string>>>>;
  };
  const words = new Set(Object.values(messages.state).flatMap((of) => Object.values(of)));
  return (
    <p>
      {[...words].map((word) => (
        <span key={word}>
          <StageMark stage={stage}>{word}</StageMark>{" "}
        </span>
      ))}
    </p>
  );
}

export const states: States = Object.fromEntries(
  STAGES.map((stage) => [
    stage ?? "no stage",
    stage === "inquiry"
      ? () => <AllStates stage={stage} />
      : () => <StageMark stage={stage}>{stage ?? "Spam"}</StageMark>,
  ]),
);
