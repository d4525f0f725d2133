/**
 * Nobody meets what is not theirs: for each role what the bar, the palette, a search, the list and its total show, and nothing
 * else; and of what people are called and what is typed, no trace in an address, a log, a store or a title (S-001, S-035).
 */
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import type { Role } from "../../workflows/workflow.ts";
import { bringToGroup } from "../support/bring-to-group.ts";
import { CHROMIUM } from "../support/chromium.ts";
import { testConsole } from "../support/console.ts";
import { testHouse } from "../support/house.ts";
import { vettingProfile } from "../support/vetting.ts";

const house = testHouse();
const ORGANISATION = "Harbour Mutual";
const PLANTED = ["Ines Duarte", "Vera Voss", "Noor Haddad", "Otto Olsen"];
const EVERYWHERE = ["Today", "Workflows", "Administration"];
const FLOW = ["Board", "Engagements", "Insights"];

interface Sees {
  readonly role: Role;
  /** Beside what everybody has. */
  readonly pages: readonly string[];
  readonly people: readonly string[];
  /** An address that leads to a page which is not among them. */
  readonly elsewhere: string;
}

/** Of Ines, who belongs to a group; Vera, who waits for any vetter; Noor, who has just written; and Otto of another programme. */
const table: readonly Sees[] = [
  {
    role: "officer",
    pages: [...FLOW, "Intake"],
    people: ["Ines Duarte", "Noor Haddad", "Vera Voss"],
    elsewhere: "/admin/people",
  },
  { role: "vetter", pages: FLOW, people: ["Vera Voss"], elsewhere: "/p/default/intake/deliveries" },
  {
    role: "approver",
    pages: [...FLOW, "Intake"],
    people: ["Ines Duarte", "Noor Haddad", "Vera Voss"],
    elsewhere: "/p/default/intake/deliveries",
  },
  {
    role: "reviewer",
    pages: [...FLOW, "Intake"],
    people: ["Ines Duarte", "Noor Haddad", "Vera Voss"],
    elsewhere: "/p/default/intake/duplicates",
  },
  {
    role: "lead",
    pages: [...FLOW, "Intake"],
    people: ["Ines Duarte"],
    elsewhere: "/p/default/intake/deliveries",
  },
  {
    role: "chair",
    pages: [...FLOW, "Intake"],
    people: ["Ines Duarte"],
    elsewhere: "/p/default/intake/deliveries",
  },
  {
    role: "secretariat",
    pages: FLOW,
    people: ["Ines Duarte", "Noor Haddad", "Vera Voss"],
    elsewhere: "/p/default/intake/deliveries",
  },
  {
    role: "dpo",
    pages: ["Engagements", "Insights"],
    people: ["Ines Duarte", "Noor Haddad", "Vera Voss"],
    elsewhere: "/p/default/intake/duplicates",
  },
  { role: "admin", pages: ["Insights", "Intake"], people: [], elsewhere: "/p/default/board" },
];

describe.skipIf(CHROMIUM === undefined)("what is not listed for somebody", () => {
  const console = testConsole(house);
  let vera: string;

  beforeAll(async () => {
    const group = { name: "Shipping", launchMonth: "2013-05", capacity: 12 };
    const { body } = await (await house.as("chair")).post("/api/v1/groups", group).expect(201);
    await bringToGroup(house, "ines@harbour.example", body.id, { organisation: ORGANISATION });
    vera = await house.receive("vera@harbour.example", { name: "Vera Voss", organisation: ORGANISATION });
    const officer = await house.as("officer");
    for (const [type, data] of [
      ["triage.claimed", {}],
      ["vetting.started", { profile: vettingProfile("shipping") }],
    ] as const)
      await officer.post(`/api/v1/engagements/${vera}/events`, { type, data }).expect(200);
    await house.receive("noor@harbour.example", { name: "Noor Haddad", organisation: ORGANISATION });
    const there = await house.as("officer", "elsewhere");
    const person = {
      name: "Otto Olsen",
      organisation: ORGANISATION,
      email: null,
      phone: null,
      country: null,
      capacity: null,
    };
    const call = {
      programme: "elsewhere",
      person,
      message: "He rang.",
      interests: [],
      channel: "phone",
      kind: "other",
      thirdParty: false,
      acknowledge: false,
    };
    await there.post("/api/v1/inquiries", call).expect(201);
    await house.quiet();
  });

  const openPalette = async (page: Page) => {
    await page.keyboard.press("Control+k");
    const box = page.getByRole("textbox", { name: "Search or go to…" });
    await box.waitFor();
    return box;
  };
  const labels = (page: Page) => page.locator(".mantine-Spotlight-actionLabel");

  /** One person at one screen, who holds one role after the other: signing in nine times would take longer than looking. */
  let seat: Awaited<ReturnType<typeof console.open>>;
  beforeAll(async () => {
    seat = await console.open("/p/default/workflows", "officer", { who: "Rolf" });
    seat.page.setDefaultTimeout(10_000);
  });
  const become = async (role: Role) =>
    await house.database.pool.query(
      "update role_grant set role = $1 where account_id = (select id from account where name like 'Rolf %')",
      [role],
    );

  it.each(table)(
    "is not met by a $role: neither in the bar, the palette, a search, the list nor its total",
    async ({ role, pages, people, elsewhere }) => {
      await become(role);
      const { context, page } = seat;
      await page.goto(`${console.url}/console${elsewhere}`);
      await page.waitForSelector("h1");
      const listed = [...EVERYWHERE, ...pages].toSorted();
      const bar = page.getByRole("navigation").first().getByRole("link");
      expect((await bar.allTextContents()).toSorted()).toEqual(listed);

      const box = await openPalette(page);
      const offered = await labels(page).allTextContents();
      const places = new Set([...EVERYWHERE, ...FLOW, "Intake"]);
      expect(offered.filter((label) => places.has(label)).toSorted()).toEqual(listed);
      expect(offered.join()).not.toMatch(/elsewhere/);
      await box.fill(ORGANISATION.toLowerCase());
      if (people.length === 0) await page.getByText("Nothing fits", { exact: false }).waitFor();
      for (const name of people) await labels(page).getByText(name, { exact: true }).waitFor();
      expect((await labels(page).allTextContents()).toSorted()).toEqual(people);
      await page.keyboard.press("Escape");
      await box.waitFor({ state: "detached" });
      const shown = String(await page.evaluate("document.querySelector('main').textContent"));
      expect(
        PLANTED.filter((name) => shown.includes(name)),
        elsewhere,
      ).toEqual([]);

      const counts = await context.request.get(`${console.url}/api/v1/engagements/counts`);
      if (people.length === 0) return expect(counts.status()).toBe(403);
      expect((await counts.json()).total).toBe(people.length);
      await page.getByRole("navigation").first().getByRole("link", { name: "Engagements" }).click();
      const total = new RegExp(`^${people.length} of ${people.length}(?!\\d)`);
      await page.getByText(total).first().waitFor();
      const rows = page.getByRole("row").getByRole("link");
      expect((await rows.allTextContents()).toSorted()).toEqual(people);
    },
  );

  it("is not met under another programme's address, which is as absent as one that is nowhere", async () => {
    await become("officer");
    const { page } = seat;
    for (const programme of ["elsewhere", "nowhere"]) {
      await page.goto(`${console.url}/console/p/${programme}/today`);
      await page.getByRole("heading", { level: 1, name: "Nothing here" }).waitFor();
      // The bar goes on leading to what is theirs.
      const bar = page.getByRole("navigation").first();
      await expect.poll(() => bar.getByRole("link").count()).toBe(EVERYWHERE.length + FLOW.length + 1);
      expect(await page.getByRole("button", { name: /^Programme/ }).textContent()).not.toContain(programme);
    }
  });

  it("leaves no trace of names and of what was typed in addresses, logs, stores or titles", async () => {
    const typed = ["quicksilver", "marzipan", "zeppelin"];
    const { context, page } = await console.open(`/p/default/engagements`, "officer");
    const seen: string[] = [];
    page.on("request", (request) => void seen.push(request.url()));
    page.on("framenavigated", (frame) => void seen.push(frame.url()));
    const look = async () => {
      const kept = `JSON.stringify([document.title, location.href, { ...localStorage }, { ...sessionStorage }])`;
      seen.push(String(await page.evaluate(kept)));
    };

    const box = await openPalette(page);
    await box.fill("quicksilver");
    await page.getByText("Nothing fits", { exact: false }).waitFor();
    await box.fill("Vera");
    await labels(page).getByText("Vera Voss", { exact: true }).waitFor();
    await look();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForURL(`**/console/e/${vera}`);
    await page.getByRole("button", { name: "Write a note" }).click();
    await page.keyboard.type("marzipan");
    await look();
    await page.keyboard.press("Control+Enter");
    await page.getByRole("listitem").filter({ hasText: "marzipan" }).waitFor();
    await page.goto(`${console.url}/console/e/${vera}?do=work.requested`);
    await page.waitForSelector("h1");
    await page.goto(`${console.url}/console/p/default/engagements?stage=vetting`);
    await page.getByRole("button", { name: "Views" }).click();
    await page.getByLabel("Name of the view").fill("zeppelin");
    await page.getByRole("button", { name: "Save this list as a view" }).click();
    await page.getByLabel("Name of the view").waitFor({ state: "detached" });
    await look();

    const stores = "Promise.all([indexedDB.databases(), caches.keys()])";
    expect(await page.evaluate(stores)).toEqual([[], []]);
    const cookies = (await context.cookies()).map(({ name, value }) => `${name}=${value}`);
    const plain = seen.map((address) => unescape(address));
    const everywhere = [...seen, ...plain, ...cookies, ...house.logged].join("\n").toLowerCase();
    for (const word of [...typed, ...PLANTED, ORGANISATION, "harbour.example"])
      expect(everywhere.includes(word.toLowerCase()), word).toBe(false);
    // What is looked for would have been found: the same place does hold what it may.
    expect(everywhere).toContain(vera);
    await context.close();
  });
});
