/** What everything is drawn with: styles in their order, Mantine on our tokens, and the words of the chosen language. */
import "../theme/mantine.ts";
import "../theme/font.css";
import "../theme/tokens.css";
import "../theme/base.css";
import "../theme/print.css";
import { MantineProvider } from "@mantine/core";
import type { ReactNode } from "react";
import { Suspense } from "react";
import { Words } from "../i18n/provider.tsx";
import { isDark, useSettings } from "../theme/settings.ts";
import { cssVariablesResolver, theme } from "../theme/theme.ts";

export function Looks({ children }: { readonly children: ReactNode }) {
  const settings = useSettings();
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariablesResolver}
      forceColorScheme={isDark(settings) ? "dark" : "light"}
    >
      <Suspense>
        <Words>{children}</Words>
      </Suspense>
    </MantineProvider>
  );
}
