/** A page that could not be loaded says so under a heading of its own, as every page has one, and is loaded when asked again. */
import { useQueryErrorResetBoundary } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { useTranslations } from "use-intl";
import { Failed } from "../parts/failed.tsx";
import { Page } from "../parts/page.tsx";

interface Props {
  readonly error: unknown;
}

export function PageFailed({ error }: Props) {
  const t = useTranslations("shell");
  const loadAgain = useLoadAgain();
  return (
    <Page title={t("failed")}>
      <Failed error={error} onRetry={loadAgain} />
    </Page>
  );
}

/** The same where not even the frame could be loaded, so that nothing of it may be asked for. */
export function AllFailed({ error }: Props) {
  const t = useTranslations("shell");
  const loadAgain = useLoadAgain();
  return (
    <main>
      <h1>{t("failed")}</h1>
      <Failed error={error} onRetry={loadAgain} />
    </main>
  );
}

/** What the page asked for itself, and what was asked for before it: either may have failed. */
function useLoadAgain(): () => void {
  const { reset } = useQueryErrorResetBoundary();
  const router = useRouter();
  return () => {
    reset();
    void router.invalidate();
  };
}
