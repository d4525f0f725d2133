import { Looks } from "./shell/looks.tsx";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { queryClient } from "./api/query-client.ts";
import { loadMessages } from "./i18n/provider.tsx";
import { listenToKeys, pageHasCome } from "./keyboard/use-shortcuts.ts";
import { listen } from "./live/listen.ts";
import { router } from "./router.tsx";
import { Toasts } from "./shell/toasts.tsx";
import { apply, readSettings } from "./theme/settings.ts";

apply();
listenToKeys(() => router.latestLocation.pathname !== router.state.resolvedLocation?.pathname);
router.subscribe("onResolved", pageHasCome);
listen();

/** A page that is slow to come is waited for within the frame. */
const PATIENCE_MS = 500;

const root = document.getElementById("app");
if (root === null) throw new Error("index.html has no #app");
// The first picture is whole. What React finds missing on its first try it shows no sooner than 300 ms after, however soon it is there.
const hasCome = router.load();
const firstPage = Promise.race([hasCome, new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))]);
// From then on there is a page to wait on.
void hasCome.then(() => router.update({ ...router.options, defaultPendingMs: Infinity }));
await Promise.all([loadMessages(readSettings().language), firstPage]);
createRoot(root).render(
  <StrictMode>
    <Looks>
      <QueryClientProvider client={queryClient}>
        <Toasts />
        <RouterProvider router={router} />
      </QueryClientProvider>
    </Looks>
  </StrictMode>,
);
