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

/** Names for index.html what is needed right after the first script and styles: the words of each language, and the font. */
function early(): Plugin {
  const words = { en: "catalogues/en/index.ts", fr: "catalogues/fr/index.ts" };
  const place = '{ en: "", fr: "" }';
  const font = "@fontsource-variable/inter/files/inter-latin-wght-normal.woff2";
  return {
    name: "early",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler(html, { bundle = {} }) {
        const files = Object.values(bundle);
        const names = Object.entries(words).map(([language, path]) => {
          const isOf = (file: (typeof files)[number]) =>
            file.type === "chunk" && file.facadeModuleId?.endsWith(path) === true;
          return [language, nameOf(files.find(isOf), path)];
        });
        const name = font.slice(font.lastIndexOf("/") + 1);
        const isFont = (file: (typeof files)[number]) => file.type === "asset" && file.names.includes(name);
        for (const what of [place, font])
          if (!html.includes(what)) throw new Error(`index.html does not say where: ${what}`);
        return html
          .replace(place, JSON.stringify(Object.fromEntries(names)))
          .replace(font, nameOf(files.find(isFont), font));
      },
    },
  };
}

function nameOf(file: { readonly fileName: string } | undefined, source: string): string {
  if (file === undefined) throw new Error(`The build makes nothing of ${source}`);
  return `/console/${file.fileName}`;
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
