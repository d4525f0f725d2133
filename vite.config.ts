/** How the console in web/ becomes dist/web. Made by `npm start` and `npm run build`; `npm run web` serves it while one writes. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import react from "@vitejs/plugin-react";
import type { Plugin } from "vite";
import { defineConfig } from "vite";

export default defineConfig({
  root: "web",
  base: "/console/",
  plugins: [react(), compressed()],
  build: {
    outDir: "../dist/web",
    emptyOutDir: true,
    target: "es2023",
    manifest: true,
    // Our policy for scripts allows no inline ones but the theme's.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    // React, router, queries and Mantine's shell.
    chunkSizeWarningLimit: 800,
    reportCompressedSize: false,
  },
  server: { proxy: { "^/(api|sign-in|sign-out|account|assets|mark)": "http://localhost:3000" } },
});

/** Beside each file of text its brotli and gzip forms, so that the server compresses nothing twice. */
function compressed(): Plugin {
  let folder = "";
  return {
    name: "compressed",
    apply: "build",
    configResolved({ root, build }) {
      folder = resolve(root, build.outDir);
    },
    closeBundle() {
      for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
        if (!/\.(?:js|css|svg|html)$/.test(name)) continue;
        const bytes = readFileSync(join(folder, name));
        const brotli = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };
        writeFileSync(join(folder, `${name}.br`), brotliCompressSync(bytes, brotli));
        writeFileSync(join(folder, `${name}.gz`), gzipSync(bytes, { level: 8 }));
      }
    },
  };
}
