/** Pictures of the console for the README and for whoever looks after its looks: fixed clock, invented people. */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, it } from "vitest";
import type { Role } from "../../workflows/workflow.ts";
import { testConsole } from "../support/console.ts";
import { testHouse } from "../support/house.ts";
import { makeProgramme } from "./programme.ts";

const FOLDER = join(import.meta.dirname, "../../docs/screenshots");
const NOW = new Date("2012-12-13T09:00:00Z");
const P = "/p/default";

const house = testHouse();
const console = testConsole(house);
let engagement: string;

const pages: readonly (readonly [name: string, path: () => string, role: Role])[] = [
  ["today", () => `${P}/today`, "officer"],
  ["board", () => `${P}/board`, "officer"],
  ["engagements", () => `${P}/engagements`, "officer"],
  ["engagement", () => `/e/${engagement}`, "officer"],
  ["form", () => `/e/${engagement}?do=info.requested`, "officer"],
  ["deliveries", () => `${P}/intake/deliveries`, "officer"],
  ["sources", () => `${P}/intake/sources`, "officer"],
  ["duplicates", () => `${P}/intake/duplicates`, "officer"],
  ["workflows", () => `${P}/workflows/engagement/1`, "admin"],
  ["insights", () => `${P}/insights/funnel`, "officer"],
  ["people", () => "/admin/people", "admin"],
  ["queues", () => "/admin/queues", "admin"],
];

beforeAll(async () => {
  await mkdir(FOLDER, { recursive: true });
  const { context } = await console.open(`${P}/today`, "officer");
  const me = await (await context.request.get(`${console.url}/api/v1/me`)).json();
  await context.close();
  engagement = await makeProgramme(house, me.id);
  await house.advance(NOW);
});

describe.each([
  ["light", 1440],
  ["dark", 390],
] as const)("in %s, %i wide", (colorScheme, width) => {
  it.each(pages)("%s", async (name, path, role) => {
    const { context, page } = await console.open(path(), role, {
      now: NOW,
      timezoneId: "UTC",
      colorScheme,
      viewport: { width, height: width === 390 ? 844 : 900 },
      reducedMotion: "reduce",
      ...(role === "admin" ? { programme: null } : {}),
    });
    await page.waitForLoadState("networkidle", { timeout: 2_500 }).catch(() => undefined);
    await page.screenshot({ path: join(FOLDER, `${name}-${colorScheme}-${width}.png`) });
    await context.close();
  });
});
