/** Administration in a real browser: people and roles, tokens, what the trail shows, and who sees which part of it. */
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { parkInstance } from "../../src/engine/park.ts";
import { newId } from "../../src/lib/ids.ts";
import { addIncident } from "../../src/store/incidents.ts";
import { CHROMIUM } from "../support/chromium.ts";
import { barriers, clickTwice, expectNoSidewaysScroll, testConsole } from "../support/console.ts";
import { testHouse } from "../support/house.ts";

const house = testHouse();
const EVERYWHERE = { programme: null };

describe.skipIf(CHROMIUM === undefined)("administration", () => {
  const console = testConsole(house);
  const tabs = async (page: Page): Promise<string[]> =>
    await page.locator("nav[aria-label='Parts of administration'] a").allTextContents();

  beforeAll(async () => {
    const officer = await house.as("officer");
    await house.receive("ines@example.org");
    await officer.get("/api/v1/engagements").expect(200);
  });

  it("begins on Today with what stopped, failed or does not deliver, or with what to set up; nothing is refused", async () => {
    const { context, page, complaints } = await console.open("/p/all/today", "admin", EVERYWHERE);
    await page.getByText("Nothing has stopped, failed or fallen silent.").waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.getByRole("link", { name: "Invite people and give roles" }).click();
    await page.getByRole("button", { name: "Invite somebody" }).waitFor();

    const { pool } = house.database;
    const { engine } = house.house;
    const programmeId = await house.programme("default");
    const [stopped, failed] = [
      await house.receive("one@stop.example"),
      await house.receive("two@stop.example"),
    ];
    await parkInstance(engine, stopped, { instanceId: stopped, seq: 1, name: "a" }, "It threw five times");
    const giveUp = async (seq: number) => {
      await pool.query(
        `insert into effect (instance_id, seq, name, kind, action, payload, ordinal, programme_id, due_at, attempts, state, created_at)
         select $1, $3, 'sendMail:thanks', 'act', 'sendMail', '{}', 0, $2, now(), 5, 'gave-up', now()`,
        [failed, programmeId, seq],
      );
      await addIncident(pool, {
        id: newId(),
        instanceId: failed,
        programmeId,
        effect: `${failed}/${seq}/sendMail:thanks`,
        kind: "gave-up",
        reason: "550 no such mailbox",
        createdAt: await engine.now(),
      });
    };
    await giveUp(900);
    const admin = await house.as("admin", null);
    await admin
      .post("/api/v1/sources", { slug: "newsletter", name: "Newsletter", vendor: "typeform" })
      .expect(201);
    await page.goto(`${console.url}/console/p/all/today`);
    const part = (name: string) => page.getByRole("region", { name });
    await part("Stopped charts").getByText("It threw five times").waitFor();
    await part("Sources").getByText("Nothing has come yet").waitFor();
    await expect
      .poll(() => page.getByRole("heading", { level: 2 }).allTextContents())
      .toEqual(["Stopped charts 1", "Work that failed 1", "Sources 1"]);
    for (const one of await page.locator("main li").all())
      await expect.poll(() => one.locator("[class*=Button-root]").count()).toBe(1);
    expect(await barriers(page)).toEqual([]);
    await page.setViewportSize({ width: 390, height: 900 });
    await expectNoSidewaysScroll(page, 390);
    // By key as on any Today: down its parts, the one next step, and open.
    const held = page.locator("li:focus");
    await page.keyboard.press("j");
    await held.getByText("It threw five times").waitFor();
    await page.keyboard.press("j");
    await held.getByText("550 no such mailbox").waitFor();
    await page.keyboard.press(".");
    await part("Work that failed").waitFor({ state: "detached" });
    await held.getByRole("strong").getByText("Newsletter").waitFor();
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/p\/default\/intake\/sources\//);
    await page.goBack();
    await part("Stopped charts")
      .getByRole("link", { name: /^Retry… chart/ })
      .click();
    await page.waitForURL(new RegExp(`/p/default/workflows/parked/${stopped}$`));
    // Whoever works with cases as well has one list of both.
    const both = await console.open("/p/all/today", ["admin", "officer"], EVERYWHERE);
    await both.page.locator("#unclaimed").waitFor();
    await both.page.locator("#sources").waitFor();
    await both.page.keyboard.press("End");
    await both.page.locator("li:focus").getByText("Nothing has come yet").waitFor();
    await both.context.close();
    // All of the work is no page of whoever administers one programme: for them Enter is the row's one step.
    await giveUp(901);
    const own = await console.open("/p/default/today", "admin");
    await own.page.getByText("550 no such mailbox").waitFor();
    await own.page.locator("main li", { hasText: "550 no such mailbox" }).focus();
    await own.page.keyboard.press("Enter");
    await own.page.getByRole("region", { name: "Work that failed" }).waitFor({ state: "detached" });
    await own.context.close();
    await admin.post(`/api/v1/instances/${stopped}/retry`, {}).expect(204);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it("invites somebody, who comes in with the role; gives another, with since when and by whom; and ends it", async () => {
    const { context, page, complaints } = await console.open("/admin/people", "admin", EVERYWHERE);
    await page.getByRole("button", { name: "Invite somebody" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Name").fill("Bo Lindqvist");
    await dialog.getByLabel("E-mail").fill("bo@staff.example");
    await dialog.getByLabel("Role", { exact: true }).selectOption("vetter");
    await dialog.getByLabel("Where").selectOption("default");
    await dialog.getByRole("button", { name: "Add this role" }).click();
    // Two quick clicks are one invitation.
    await clickTwice(dialog.getByRole("button", { name: "Send the invitation" }));
    await page.getByText("Bo Lindqvist is invited.").waitFor();
    await house.quiet();

    await page.getByRole("button", { name: "Letters not sent" }).click();
    const letter = page.getByRole("dialog").locator("article", { hasText: "bo@staff.example" });
    const link = (await letter.locator("code").textContent()) ?? "";
    await page.keyboard.press("Escape");
    const newcomer = await context.browser()?.newContext();
    const door = await newcomer?.newPage();
    await door?.goto(console.url + new URL(link).pathname);
    await door?.fill("input[name=password]", "four words will do");
    await door?.click("text=Come in");
    await door?.waitForURL(`${console.url}/account`);
    await door?.getByRole("link", { name: "Open the console" }).click();
    await door?.getByRole("heading", { level: 1, name: "Today" }).waitFor();
    await newcomer?.close();

    await page.reload();
    await page.getByRole("link", { name: "Bo Lindqvist" }).click();
    const roles = page.locator("[aria-labelledby=roles]");
    await roles.locator("tbody tr", { hasText: "vetter" }).getByText("Ana admin").waitFor();
    await roles.getByLabel("Role", { exact: true }).selectOption("reviewer");
    await roles.getByLabel("Where").selectOption("default");
    await roles.getByRole("button", { name: "Give this role" }).click();
    await roles.locator("tbody tr", { hasText: "reviewer" }).getByText("Ana admin").waitFor();
    await roles.getByRole("button", { name: /^End: reviewer/ }).click();
    await page.getByRole("dialog").getByRole("button", { name: "End", exact: true }).click();
    await roles.locator("tbody tr", { hasText: "reviewer" }).waitFor({ state: "detached" });
    await page.getByText("Nothing rests on this account.").waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  it("makes a token that works, shows it once, and revokes it when its name was typed", async () => {
    const { context, page, complaints } = await console.open("/admin/tokens", "officer");
    expect(await tabs(page)).toEqual(["Programmes", "Tokens", "Audit"]);
    await page.getByText("You have no token.").waitFor();
    await page.getByRole("button", { name: "New token" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("What it is for").fill("weekly figures");
    await dialog.getByRole("button", { name: "Make the token" }).click();
    const token = (await dialog.locator("code").first().textContent()) ?? "";
    expect(token).toMatch(/^cvk_/);
    await dialog.getByRole("button", { name: "Done" }).click();
    const me = async () => await house.anybody.get("/api/v1/me").set("Authorization", `Bearer ${token}`);
    expect((await me()).status).toBe(200);
    await page.getByRole("button", { name: "Revoke weekly figures" }).click();
    const revoke = dialog.getByRole("button", { name: "Revoke the token" });
    await expect.poll(() => revoke.isDisabled()).toBe(true);
    await dialog.getByLabel("Type weekly figures to go on").fill("weekly figures");
    await revoke.click();
    await page.getByText("You have no token.").waitFor();
    expect((await me()).status).toBe(401);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it("shows officers what they did themselves, and proves the trail to those who read all of it", async () => {
    const own = await console.open("/admin/audit", "officer");
    await own.page.getByText("What you did yourself").waitFor();
    await own.page.locator("tbody tr").first().waitFor();
    const who = await own.page.locator("tbody td:nth-child(2)").allTextContents();
    expect(new Set(who)).toEqual(new Set(["Ana officer"]));
    expect(await own.page.getByRole("button", { name: /^Verify/ }).count()).toBe(0);
    await own.context.close();

    const { context, page, complaints } = await console.open("/admin/audit", "dpo");
    await page.getByRole("button", { name: "Verify default" }).click();
    await page.getByText(/All \d+ rows hold/).waitFor();
    await page.getByLabel("What", { exact: true }).selectOption("engagement");
    await page.waitForURL(/kind=engagement/);
    await page
      .locator("tbody tr", { hasText: /List · \d+ rows?/ })
      .first()
      .waitFor();
    expect(new Set(await page.locator("tbody td:nth-child(4)").allTextContents())).toEqual(
      new Set(["Engagement  "]),
    );
    expect(complaints).toEqual([]);
    await context.close();
  });

  it("sets a programme up and changes what it has: a day off, a term retired", async () => {
    const { context, page, complaints } = await console.open("/admin/programmes", "admin", EVERYWHERE);
    await page.getByRole("button", { name: "Set up a programme" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Name", { exact: false }).first().fill("Ports of the Baltic");
    await dialog.getByRole("button", { name: "Set up a programme" }).click();
    await page.waitForURL(/admin\/programmes\/ports-of-the-baltic$/);
    await page.getByLabel("Day", { exact: true }).fill("2026-12-25");
    await page.getByRole("button", { name: "Add a day off" }).click();
    await page.getByRole("button", { name: "Save the calendar" }).click();
    await page.getByText("The calendar is saved.").waitFor();
    await page.getByRole("button", { name: "Add a term" }).click();
    await dialog.getByLabel("Name in en").fill("Deep sea mining");
    await dialog.getByRole("button", { name: "Add a term" }).click();
    await page.getByRole("button", { name: "Retire Deep sea mining" }).click();
    await dialog.getByRole("button", { name: "Retire", exact: true }).click();
    await page.getByRole("button", { name: "Bring back Deep sea mining" }).waitFor();
    const admin = await house.as("admin", null);
    const { body } = await admin.get("/api/v1/programmes").expect(200);
    expect(body.items.find(({ slug }: { slug: string }) => slug === "ports-of-the-baltic")).toMatchObject({
      holidays: ["2026-12-25"],
    });
    expect(complaints).toEqual([]);
    await context.close();
  });

  it("leads whoever may not see a part to what they may", async () => {
    const { context, page } = await console.open("/admin/queues", "vetter");
    await page.waitForURL(/admin\/tokens$/);
    expect(await tabs(page)).toEqual(["Tokens"]);
    await context.close();
  });

  it.each(["light", "dark"] as const)(
    "keeps nobody out in %s, wide and narrow (WCAG 2.2 AA)",
    async (colorScheme) => {
      const wide = { width: 1440, height: 900 };
      const { context, page } = await console.open("/admin/tokens", "admin", {
        ...EVERYWHERE,
        colorScheme,
        viewport: wide,
      });
      const { body } = await (await house.as("admin", null)).get("/api/v1/accounts").expect(200);
      const parts = [
        "programmes",
        "programmes/default",
        "people",
        `people/${body.items[0].id}`,
        "tokens",
        "queues",
        "audit",
      ];
      for (const path of parts) {
        await page.goto(`${console.url}/console/admin/${path}`);
        await page.waitForSelector("main section");
        await page.locator("main [class*=waiting]").first().waitFor({ state: "detached" });
        expect(await barriers(page), path).toEqual([]);
        if (colorScheme === "dark") continue;
        // Once loaded, it is looked at narrow too.
        await page.setViewportSize({ width: 390, height: 900 });
        expect(await barriers(page), `${path}, narrow`).toEqual([]);
        await expectNoSidewaysScroll(page, 390);
        const low =
          "[...document.querySelectorAll('main :is(button, select, input:not([type=checkbox], [type=radio]))')]";
        expect(
          await page.evaluate(
            `${low}.filter((one) => one.offsetHeight < 44 && getComputedStyle(one).borderStyle === "solid").map((one) => one.outerHTML)`,
          ),
          `${path}, for a finger`,
        ).toEqual([]);
        // Beside the bar, a tablet has little more room than a telephone.
        await page.setViewportSize({ width: 768, height: 900 });
        await expectNoSidewaysScroll(page, 768);
        await page.setViewportSize(wide);
      }
      await context.close();
    },
  );
});
