/** Writes web/src/api/schema.d.ts from our own OpenAPI document, if that has changed. Run by `npm run types`. */
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { openApiDocument } from "../src/http/openapi.ts";
import { allOperations } from "../src/http/resources/index.ts";

const file = fileURLToPath(new URL("../web/src/api/schema.d.ts", import.meta.url));
const settings = { publicUrl: "http://convoke.example", signIn: { sessionCookie: "session" } };
const document = openApiDocument(allOperations({ isVirtual: true }), settings, "0");
const hash = createHash("sha256").update(JSON.stringify(document)).digest("hex");
const head = `// Made by scripts/api-types.mjs from the document ${hash}.\n`;

if (!existsSync(file) || !readFileSync(file, "utf8").startsWith(head)) {
  const { typesOf } = await import("../web/openapi/types-of.mjs");
  writeFileSync(file, head + (await typesOf(JSON.parse(JSON.stringify(document)))));
}
