import type { Engagement } from "../../api/shapes.ts";
import { useGuardWords } from "../../parts/state-words.ts";
import styles from "./drawer.module.css";

interface Props {
  readonly engagement: Pick<Engagement, "accepts">;
  readonly type: string;
}

/** What will refuse the form however it is filled in, unless it is waived: said before anybody fills it in. */
export function Unless({ engagement, type }: Props) {
  const words = useGuardWords();
  const guards = engagement.accepts.find((one) => one.type === type)?.unlessWaived ?? [];
  return guards.map((guard) => {
    const { why = guard, remedy = "" } = words(guard) ?? {};
    return (
      <p key={guard} className={styles["conflict"]}>
        {why} {remedy}
      </p>
    );
  });
}
