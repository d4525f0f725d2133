import "./theme/mantine.ts";
import "./theme/font.css";
import "./theme/tokens.css";
import "./theme/base.css";
import { MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode, Suspense } from "react";
import { createRoot } from "react-dom/client";
import { queryClient } from "./api/query-client.ts";
import { loadMessages, Words } from "./i18n/provider.tsx";
import { listenToKeys } from "./keyboard/use-shortcuts.ts";
import { listen } from "./live/listen.ts";
import { router } from "./router.tsx";
import { Toasts } from "./shell/toasts.tsx";
import { apply, isDark, readSettings, useSettings } from "./theme/settings.ts";
import { cssVariablesResolver, theme } from "./theme/theme.ts";

apply();
listenToKeys();
listen();

/** A page that is slow to come is waited for within the frame. */
const PATIENCE_MS = 500;

function Console() {
  const settings = useSettings();
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariablesResolver}
      forceColorScheme={isDark(settings) ? "dark" : "light"}
    >
      <Suspense>
        <Words>
          <QueryClientProvider client={queryClient}>
            <Toasts />
            <RouterProvider router={router} />
          </QueryClientProvider>
        </Words>
      </Suspense>
    </MantineProvider>
  );
}

const root = document.getElementById("app");
if (root === null) throw new Error("index.html has no #app");
// The first picture is whole. What React finds missing on its first try it shows no sooner than 300 ms after, however soon it is there.
const firstPage = Promise.race([router.load(), new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))]);
await Promise.all([loadMessages(readSettings().language), firstPage]);
createRoot(root).render(
  <StrictMode>
    <Console />
  </StrictMode>,
);
