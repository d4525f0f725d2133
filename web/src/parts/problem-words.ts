import { useTranslations } from "use-intl";
import type { messages } from "../catalogues/en/index.ts";
import { Problem } from "../api/problem.ts";

type Code = keyof typeof messages.problem;

/** What a problem is in the reader's language; the server's own sentence where the catalogue has none. */
export function useProblemWords(): (error: unknown) => string {
  const t = useTranslations("problem");
  return (error) => {
    if (!(error instanceof Problem)) return t("unexpected");
    // Which rule and which field, only the server knows.
    if (error.code === "refused" && error.message !== "") return error.message;
    return t.has(error.code as Code) ? t(error.code as Code) : error.message || t("unexpected");
  };
}
