/** The console's budgets with 100,000 engagements: at the database by role, and in Chromium where there is one. */
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { CHROMIUM, launch } from "../../test/support/chromium.ts";
import type { Benchmark, Line } from "../benchmark.ts";
import { atDatabase } from "../console/at-database.ts";
import { inBrowser } from "../console/in-browser.ts";
import { ENGAGEMENTS, seed } from "../console/seed.ts";
import { openApi } from "../open-api.ts";

export const consoleBudgets: Benchmark = async (stage, { isAlone }, say) => {
  const web = isAlone || CHROMIUM === undefined ? undefined : await builtConsole();
  const connection = await stage.newDatabase("bench_console");
  const api = await openApi(connection, web);
  try {
    say(`  entering ${ENGAGEMENTS.toLocaleString("en")} engagements …`);
    const { officer, others } = await seed(api.house, connection);
    const lines: Line[] = [];
    for (const person of [officer, ...others]) {
      say(`  ${person.name} …`);
      lines.push(...(await atDatabase(connection, person)));
    }
    if (web === undefined) {
      say("  no browser: the budgets in it are left out");
      return lines;
    }
    const browser = await launch();
    try {
      const where = { browser, url: `http://127.0.0.1:${api.port}`, web, person: officer, house: api.house };
      lines.push(...(await inBrowser(where, say)));
    } finally {
      await browser.close();
    }
    return lines;
  } finally {
    await api.close();
  }
};

/** As `npm start` builds it. The script is no part of what is compiled. */
async function builtConsole(): Promise<string> {
  const path = join(process.cwd(), "scripts", "ensure-console.mjs");
  const { ensureConsole } = (await import(pathToFileURL(path).href)) as { ensureConsole: () => string };
  return ensureConsole();
}
