/**
 * How the console in web/ becomes dist/web. Made by `npm start` and `npm run build`; `npm run web` serves it while one writes, and
 * the gallery under /console/gallery, which tests build into dist/gallery.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import react from "@vitejs/plugin-react";
import type { Plugin } from "vite";
import { defineConfig } from "vite";

export default defineConfig(({ mode }) => ({
  root: "web",
  base: "/console/",
  plugins: [react(), isolating(), ...(mode === "gallery" ? [] : [early(), compressed()])],
  build: {
    // The gallery is an entry of its own, so that nothing of it can get into what is delivered.
    outDir: mode === "gallery" ? "../dist/gallery" : "../dist/web",
    manifest: mode !== "gallery",
    emptyOutDir: true,
    target: "es2023",
    // Our policy for scripts allows no inline ones but the theme's.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    // React, router, queries and Mantine's shell.
    chunkSizeWarningLimit: 800,
    reportCompressedSize: false,
    rolldownOptions: {
      ...(mode === "gallery" ? { input: resolve("web/gallery.html") } : {}),
      output: {
        // What every page begins with comes in one piece: in forty it weighs more, and a browser asks for six at a time.
        codeSplitting: {
          groups: [
            {
              name: "first",
              tags: ["$initial"],
              test: (id) =>
                !id.includes("/web/src/main.tsx") &&
                !id.includes("index.html") &&
                !id.includes("/web/gallery"),
            },
          ],
        },
      },
    },
  },
  // What is bundled before, `isolating` does not reach.
  optimizeDeps: { exclude: ["use-intl"] },
  server: { proxy: { "^/(api|sign-in|sign-out|account|assets|mark)": "http://localhost:3000" } },
}));

/** Messages are put together by our own module, which use-intl keeps this name for: see `web/src/i18n/format-message.ts`. */
function isolating(): Plugin {
  const ours = resolve("web/src/i18n/format-message.ts");
  return {
    name: "isolating",
    enforce: "pre",
    resolveId: (source, importer) =>
      source === "use-intl/format-message" && importer !== ours ? ours : null,
  };
}

/** Names for index.html the chunks that are asked for right after the first: the words of each language, and the page one begins at. */
function early(): Plugin {
  const wanted = {
    en: "catalogues/en/index.ts",
    fr: "catalogues/fr/index.ts",
    today: "pages/today/page.tsx",
  };
  const place = "{ en: [], fr: [], today: [] }";
  return {
    name: "early",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler(html, { bundle = {}, chunk: entry }) {
        const chunks = Object.values(bundle).filter((one) => one.type === "chunk");
        const withImports = (name: string, seen: Set<string>): Set<string> => {
          const chunk = chunks.find(({ fileName }) => fileName === name);
          if (chunk === undefined || seen.has(name) || name === entry?.fileName) return seen;
          seen.add(name);
          for (const one of chunk.imports) withImports(one, seen);
          return seen;
        };
        const first = withImports("", new Set(entry?.imports));
        const names = Object.entries(wanted).map(([key, path]) => {
          const chunk = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith(path) === true);
          if (chunk === undefined) throw new Error(`No chunk is made of ${path}`);
          const files = [...withImports(chunk.fileName, new Set(first))].filter((name) => !first.has(name));
          return [key, files.map((name) => `/console/${name}`)];
        });
        if (!html.includes(place)) throw new Error(`index.html does not say where: ${place}`);
        return html.replace(place, JSON.stringify(Object.fromEntries(names)));
      },
    },
  };
}

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
