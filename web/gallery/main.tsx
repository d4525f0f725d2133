/** `/console/gallery`: every part in every state, for whoever looks after the looks. Never part of what is delivered. */
import { Looks } from "../src/shell/looks.tsx";
import { QueryClientProvider } from "@tanstack/react-query";
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { queryClient } from "../src/api/query-client.ts";
import { Toasts } from "../src/shell/toasts.tsx";
import { apply } from "../src/theme/settings.ts";
import { Gallery } from "./gallery.tsx";
import { fillCache } from "./invented.ts";
import { fillEngagement } from "./invented-engagement.ts";

apply();
fillCache();
fillEngagement();

/** Parts hold links; here they lead nowhere. */
const router = createRouter({
  routeTree: createRootRoute({ component: Gallery }),
  history: createMemoryHistory(),
});

const root = document.getElementById("app");
if (root === null) throw new Error("gallery.html has no #app");
createRoot(root).render(
  <StrictMode>
    <Looks>
      <QueryClientProvider client={queryClient}>
        <Toasts />
        <RouterProvider router={router as never} />
      </QueryClientProvider>
    </Looks>
  </StrictMode>,
);
