import { useFormatter, useTranslations } from "use-intl";
import type { Drawing, Engagement } from "../../api/shapes.ts";
import { stateOf } from "../../parts/boxes.ts";
import { waysOf } from "../../parts/moves.ts";
import { useStateWords } from "../../parts/state-words.ts";

interface Props {
  readonly engagement: Engagement;
  readonly drawing: Drawing;
  readonly type: string;
}

/** What will happen once the form is sent: where it may stand then. */
export function Will({ engagement, drawing, type }: Props) {
  const t = useTranslations("engagement");
  const format = useFormatter();
  const stateWords = useStateWords();
  const ways = waysOf(engagement, drawing, type).map((path) =>
    stateWords(engagement.workflow, stateOf(path)),
  );
  if (ways.length === 0) return <p>{t("willStay")}</p>;
  return <p>{t("willMove", { states: format.list(ways, { type: "disjunction" }) })}</p>;
}
