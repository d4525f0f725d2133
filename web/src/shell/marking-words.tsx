/** Who may read what bears the marking that is pointed at. One for the page: hundreds of rows bear one. */
import { Tooltip } from "@mantine/core";
import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import type { Marking } from "../parts/tlp.tsx";

/** As `parts/tlp.tsx` makes it; rows have the attribute too. */
const LABEL = "span[data-marking]";

export function MarkingWords() {
  const t = useTranslations("parts.marking");
  const [label, setLabel] = useState<HTMLElement>();
  useEffect(() => {
    const point = ({ target }: PointerEvent): void => {
      const found = target instanceof Element ? target.closest<HTMLElement>(LABEL) : null;
      setLabel(found ?? undefined);
    };
    document.addEventListener("pointerover", point, { passive: true });
    return () => document.removeEventListener("pointerover", point);
  }, []);
  if (label === undefined) return null;
  return <Tooltip target={label} label={t(label.dataset["marking"] as Marking)} opened />;
}
