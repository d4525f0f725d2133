/** The scripts of public pages, from here and nowhere else. */
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import express from "express";
import type { Router } from "express";
import { EMBED_SCRIPT, FORM_SCRIPT, FRAME_SCRIPT } from "./scripts.ts";

const scripts: Readonly<Record<string, string>> = {
  "form.js": FORM_SCRIPT,
  "frame.js": FRAME_SCRIPT,
  "embed.js": EMBED_SCRIPT,
};
/** Of ALTCHA what a browser needs to do the work; the rest of the package is nobody's. */
const MODULES = ["pow.js", "helpers.js", "types.js", "algorithms/web/pbkdf2.js"];

export function servePublicScripts(): Router {
  const router = express.Router({ caseSensitive: true });
  for (const [name, script] of Object.entries(scripts)) {
    router.get(`/forms/scripts/${name}`, (_request, response) => {
      // The one for other sites' pages has to be readable there.
      if (name === "embed.js") response.set("Cross-Origin-Resource-Policy", "cross-origin");
      response.set("Cache-Control", "public, max-age=3600").type("text/javascript").send(script);
    });
  }
  const commonjs = createRequire(import.meta.url).resolve("altcha-lib");
  const modules = join(dirname(commonjs), "..", "..", "esm", "v2");
  for (const name of MODULES) {
    router.get(`/forms/altcha/${name}`, (_request, response) => {
      response.sendFile(join(modules, name), { maxAge: "1h" });
    });
  }
  return router;
}
