/**
 * Pictures of the console for the README and for whoever looks after its looks: fixed clock, invented people.
 *
 * `PICTURES=fr-light-1440,en-dark-390 PICTURES_IN=/tmp/looks npm run screenshots` takes those of every page instead, two screens high, and
 * writes beside them, into `spilled.txt`, which texts leave their boxes.
 */
import { appendFile, mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { BrowserContextOptions, Page } from "playwright-core";
import { beforeAll, describe, it } from "vitest";
import type { Role } from "../../workflows/workflow.ts";
import { testConsole } from "../support/console.ts";
import { spilled } from "../support/geometry.ts";
import { testHouse } from "../support/house.ts";
import { fillIntake } from "./intake.ts";
import { makeProgramme } from "./programme.ts";

const { PICTURES, PICTURES_IN } = process.env;
const DOCS = join(import.meta.dirname, "../../docs/screenshots");
const FOLDER = PICTURES === undefined ? DOCS : (PICTURES_IN ?? "");
const LOOKS = (PICTURES ?? "en-light-1440,en-dark-390").split(",");
const NOW = new Date("2012-12-13T09:00:00Z");
const P = "/p/default";

const house = testHouse();
const console = testConsole(house);
let engagement: string;

type Shot = readonly [name: string, path: () => string, role: Role, act?: (page: Page) => Promise<unknown>];

const inDocs: readonly Shot[] = [
  ["today", () => `${P}/today`, "officer"],
  ["board", () => `${P}/board`, "officer"],
  ["engagements", () => `${P}/engagements`, "officer"],
  ["engagement", () => `/e/${engagement}`, "officer"],
  ["form", () => `/e/${engagement}?do=info.requested`, "officer"],
  ["deliveries", () => `${P}/intake/deliveries`, "officer"],
  ["sources", () => `${P}/intake/sources`, "officer"],
  ["workflows", () => `${P}/workflows/engagement/1`, "admin"],
  ["insights", () => `${P}/insights/funnel`, "officer"],
  ["people", () => "/admin/people", "admin"],
  ["queues", () => "/admin/queues", "admin"],
];
const andAlso: readonly Shot[] = [
  ["dossier", () => `/e/${engagement}?tab=dossier`, "vetter"],
  ["screening", () => `/e/${engagement}?do=screening.completed`, "vetter"],
  ["past", () => `/e/${engagement}?at=2`, "officer"],
  ["actions", () => `/e/${engagement}`, "officer", (page) => page.keyboard.press("m")],
  ["snooze", () => `${P}/today`, "officer", (page) => page.keyboard.press("s")],
  ["palette", () => `${P}/today`, "officer", (page) => page.keyboard.press("Control+k")],
  ["keys", () => `${P}/today`, "officer", (page) => page.keyboard.press("?")],
  ["filters", () => `${P}/engagements?owner=none&state=received`, "officer"],
  ["nothing-fits", () => `${P}/engagements?owner=me&state=spam`, "officer"],
  ["duplicates", () => `${P}/intake/duplicates`, "officer"],
  ["quarantine", () => `${P}/intake/quarantine`, "officer"],
  ["import", () => `${P}/intake/import`, "officer"],
  ["organisations", () => `${P}/intake/organisations`, "officer"],
  [
    "delivery",
    () => `${P}/intake/deliveries`,
    "officer",
    (page) => page.locator("main li a").first().click(),
  ],
  [
    "mapping",
    () => `${P}/intake/sources`,
    "officer",
    async (page) => {
      await page.getByRole("link", { name: "Harbour form" }).click();
      await page.getByText("Rita Mendes").first().waitFor();
    },
  ],
  [
    "new-source",
    () => `${P}/intake/sources`,
    "officer",
    (page) => press(page, /^(Add a|Ajouter une) source$/),
  ],
  ["pair", () => `${P}/intake/duplicates`, "officer", (page) => compare(page)],
  ["organisations-pair", () => `${P}/intake/organisations`, "officer", (page) => compare(page)],
  [
    "import-rows",
    () => `${P}/intake/import`,
    "officer",
    async (page) => {
      await page.locator("main li a").first().click();
      await page.waitForURL(/\/import\/[\da-f-]+$/);
      await page.locator("main select").first().waitFor();
    },
  ],
  ["log-inquiry", () => `${P}/today`, "officer", (page) => enter(page, 0)],
  ["nominate", () => `${P}/today`, "officer", (page) => enter(page, 1)],
  ["compare", () => `${P}/workflows/meeting/2?with=1`, "admin"],
  ["interests", () => "/interests", "officer"],
  ["account", () => "/admin/people", "admin", (page) => page.locator("main li a").first().click()],
  ["programme", () => "/admin/programmes/default", "admin"],
  [
    "sign-in",
    () => `${P}/today`,
    "officer",
    async (page) => {
      await page.context().clearCookies();
      await page.goto(`${console.url}/sign-in`);
    },
  ],
  ["parked", () => `${P}/workflows/parked`, "admin"],
  ["time", () => `${P}/insights/time`, "officer"],
  ["inflow", () => `${P}/insights/inflow`, "officer"],
  ["targets", () => `${P}/insights/targets`, "officer"],
  ["programmes", () => "/admin/programmes", "admin"],
  ["tokens", () => "/admin/tokens", "admin"],
  ["audit", () => "/admin/audit", "admin"],
  ["admins-today", () => "/p/all/today", "admin"],
  ["nothing-here", () => `${P}/nowhere`, "officer"],
];
const press = (page: Page, name: RegExp) => page.getByRole("button", { name }).click();
const compare = async (page: Page): Promise<void> => {
  await page
    .getByRole("link", { name: /^Comparer?/ })
    .first()
    .click();
  await page.locator("main table").waitFor();
};
const enter = async (page: Page, entry: number): Promise<void> => {
  await page.keyboard.press("+");
  await page.getByRole("menuitem").nth(entry).click();
  await page.getByRole("dialog").locator("form").waitFor();
};
const pages = PICTURES === undefined ? inDocs : [...inDocs, ...andAlso];

beforeAll(async () => {
  if (FOLDER === "") throw new Error("PICTURES needs PICTURES_IN: the folder that they are to go to");
  await mkdir(FOLDER, { recursive: true });
  const { context } = await console.open(`${P}/today`, "officer");
  const me = await (await context.request.get(`${console.url}/api/v1/me`)).json();
  await context.close();
  engagement = await makeProgramme(house, me.id);
  if (PICTURES !== undefined) await fillIntake(house);
  await house.advance(NOW);
});

describe.each(LOOKS)("%s", (look) => {
  const [language = "en", theme = "light", wide = ""] = look.split("-");
  const width = Number(wide);
  const options: BrowserContextOptions = {
    timezoneId: "UTC",
    locale: language === "fr" ? "fr-FR" : "en-GB",
    colorScheme: theme === "dark" ? "dark" : "light",
    viewport: { width, height: (width < 768 ? 844 : 900) * (PICTURES === undefined ? 1 : 2) },
    reducedMotion: "reduce",
  };

  it.each(pages.map((shot) => ({ shot, name: shot[0] })))("$name", async ({ shot }) => {
    const [name, path, role, act] = shot;
    const everywhere = role === "admin" ? { programme: null } : {};
    const { context, page } = await console.open(path(), role, { now: NOW, ...options, ...everywhere });
    await page.waitForLoadState("networkidle", { timeout: 2_500 }).catch(() => undefined);
    if (act !== undefined) {
      await act(page);
      await page.waitForLoadState("networkidle", { timeout: 2_500 }).catch(() => undefined);
    }
    const file = PICTURES === undefined ? `${name}-${theme}-${width}` : `${name}-${look}`;
    await page.screenshot({ path: join(FOLDER, `${file}.png`) });
    if (PICTURES !== undefined) {
      const left: number = await page.evaluate("document.documentElement.scrollWidth - innerWidth");
      const found = [...(await spilled(page)), ...(left > 0 ? [`scrolls sideways by ${left} px`] : [])];
      await appendFile(join(FOLDER, "spilled.txt"), found.map((one) => `${file}: ${one}\n`).join(""));
    }
    await context.close();
  });
});
