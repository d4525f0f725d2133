/** The page of one engagement in a real browser: claim it, see it told, be refused with the reason; axe in light and dark. */
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { bringToGroup } from "../support/bring-to-group.ts";
import { CHROMIUM } from "../support/chromium.ts";
import { barriers, expectNoSidewaysScroll, testConsole } from "../support/console.ts";
import { testHouse } from "../support/house.ts";

const house = testHouse();

describe.skipIf(CHROMIUM === undefined)("the page of an engagement", () => {
  const console = testConsole(house);
  /** Vetted, and waiting for the group Shipping. */
  let vetted: string;

  beforeAll(async () => {
    const chair = await house.as("chair");
    const group = { name: "Shipping", launchMonth: "2013-05", capacity: 12 };
    const { body } = await chair.post("/api/v1/groups", group).expect(201);
    vetted = await bringToGroup(house, "vetted@example.org", body.id);
  });

  it("claims at once, tells it in the timeline, and explains what stands in the way", async () => {
    const id = await house.receive("ines@example.org");
    const { context, page, complaints } = await console.open(`/e/${id}`, "officer");
    await page.waitForSelector("li[data-seq]");
    const before = await page.locator("li[data-seq]").count();
    expect(await page.title()).not.toContain("Ines");

    await page.getByRole("region", { name: "Actions" }).getByRole("button", { name: "Claim" }).click();
    await page.getByRole("dialog", { name: "Claim" }).getByRole("button", { name: "Claim" }).click();
    await page.getByText("You claimed it", { exact: true }).waitFor();
    await expect.poll(() => page.locator("li[data-seq]").count()).toBe(before + 1);
    await page.locator("[aria-current=step]", { hasText: "In triage" }).waitFor();
    expect(complaints).toEqual([]);

    await page.keyboard.press("m");
    await page.getByRole("button", { name: "Start vetting…" }).last().click();
    const form = page.getByRole("dialog", { name: "Start vetting" });
    await form.getByRole("button", { name: "Start vetting", exact: true }).click();
    await form.getByRole("alert").waitFor();
    await expect
      .poll(() => form.getByRole("alert").textContent())
      .toMatch(/country|capacity|affiliation|address|for whom/i);
    await context.close();
  });

  it("takes a key that comes before its actions for what they are about to be, and forgets it when another comes", async () => {
    const id = await house.receive("quick@example.org");
    const colleague = await house.as("officer");
    const send = async (type: string, data: object = {}) =>
      await colleague.post(`/api/v1/engagements/${id}/events`, { type, data }).expect(200);
    const { context, page } = await console.open(`/e/${id}`, "officer");
    await page.getByRole("region", { name: "Actions" }).getByRole("button", { name: "Claim" }).waitFor();
    const whenAsked = async (...keys: readonly string[]) =>
      await page.route(
        `**/api/v1/engagements/${id}`,
        async (route) => {
          for (const key of keys) await page.keyboard.press(key);
          await route.continue();
        },
        { times: 1 },
      );
    await whenAsked(".");
    await send("triage.claimed");
    await page.waitForURL(/\?do=/);
    expect(page.url()).not.toContain("triage.claimed");
    await page.getByRole("dialog").locator(":focus").waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });

    await whenAsked(".", "t");
    await send("owner.assigned", { ownerId: colleague.accountId });
    await page.locator("li[data-seq]", { hasText: "handed it over" }).waitFor();
    await page.getByRole("button", { name: "Drawing", exact: false }).first().waitFor();
    expect(page.url()).not.toContain("do=");
    await context.close();
  });

  it("tells what followed, mails with their text, and shows the kinds that one asks for, by address", async () => {
    const { context, page } = await console.open(`/e/${vetted}`, "officer");
    const mail = page.locator("details", { hasText: "Mail to the contact: written" }).last();
    await mail.locator("summary").first().click();
    await mail.getByText("To: Ines Duarte, vetted@example.org").waitFor();
    // Vetting is told by its outcome; what was found is not the officer's.
    await page.getByRole("region", { name: "Vetting" }).getByText("vetter completed screening").waitFor();
    expect(await page.getByRole("link", { name: "Vetting dossier" }).count()).toBe(0);
    await page.getByRole("region", { name: "Seats" }).getByText("waits for a seat").waitFor();
    const all = await page.locator("li[data-seq]").count();
    await page.getByRole("button", { name: /^Mails/ }).click();
    await page.waitForURL(/show=mails/);
    await expect.poll(async () => await page.locator("li[data-seq]").count()).toBeLessThan(all);
    await page.goBack();
    await expect.poll(async () => await page.locator("li[data-seq]").count()).toBe(all);
    await context.close();
  });

  it("opens the dossier to an approver in a tab of its own, and keeps that they looked", async () => {
    const { context, page, complaints } = await console.open(`/e/${vetted}`, "approver");
    const looks = async () => {
      const { rows } = await house.database.pool.query(
        "select 1 from audit where subject_id = $1 and detail->>'operation' = 'getDossier'",
        [vetted],
      );
      return rows.length;
    };
    await page.getByRole("link", { name: "Vetting dossier" }).waitFor();
    expect(await looks()).toBe(0);
    await page.getByRole("link", { name: "Vetting dossier" }).click();
    await page.getByText("Sanctions list").waitFor();
    await expect.poll(looks).toBe(1);
    expect(await barriers(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it("keeps what was typed when somebody was quicker, says what happened, and sends after a look at it", async () => {
    const id = await house.receive("rui@example.org");
    const officer = await house.as("officer");
    await officer.post(`/api/v1/engagements/${id}/events`, { type: "triage.claimed" }).expect(200);
    const { context, page } = await console.open(`/e/${id}?do=info.requested`, "officer");
    const form = page.getByRole("dialog");
    await form.getByRole("textbox").first().fill("Where do you work?");
    const given = { type: "owner.assigned", data: { ownerId: officer.accountId } };
    await officer.post(`/api/v1/engagements/${id}/events`, given).expect(200);
    const send = form.getByRole("button", { name: "Ask for information", exact: true });
    await send.click();
    await form.getByText("This changed while you were writing").waitFor();
    await form.getByText("officer handed it over", { exact: false }).waitFor();
    await expect.poll(() => form.getByRole("textbox").first().inputValue()).toBe("Where do you work?");
    await form.getByRole("button", { name: "Review" }).click();
    await page.locator("li[data-seq]:focus", { hasText: "officer handed it over" }).waitFor();
    await send.click();
    await page.getByText("You asked for information", { exact: true }).waitFor();
    await context.close();
  });

  it("refuses what is sent past its forms, with the same reason as they give", async () => {
    const id = await house.receive("forged@example.org", { name: "Vera Voss" });
    const officer = await house.as("officer");
    await officer.post(`/api/v1/engagements/${id}/events`, { type: "triage.claimed" }).expect(200);
    const first = await console.open(`/e/${id}?do=vetting.started`, "officer");
    const form = first.page.getByRole("dialog", { name: "Start vetting" });
    await form.getByRole("button", { name: "Start vetting", exact: true }).click();
    const said = await form.getByRole("alert").textContent();
    const forged = await forge(first.page, id, "vetting.started");
    expect(forged).toMatchObject({ status: 409, code: "refused" });
    expect(forged.guards).toEqual(["emailVerified"]);
    expect(said).toContain("The e-mail address has not been confirmed.");
    // Theirs to send at no time: that is a matter of the role.
    expect(await forge(first.page, id, "vetting.approved", { conditions: [] })).toMatchObject({
      status: 403,
    });
    await first.context.close();
  });

  /** Past all that the page offers, with its own cookie. */
  const forge = async (page: Page, id: string, type: string, data: object = {}) =>
    await page.evaluate(
      async ({ path, body }) => {
        const headers = { "Content-Type": "application/json" };
        const answer = await fetch(path, { method: "POST", headers, body });
        const said = (await answer.json()) as { code?: string; guards?: string[] };
        return { ...said, status: answer.status };
      },
      { path: `/api/v1/engagements/${id}/events`, body: JSON.stringify({ type, data }) },
    );

  it("lets somebody be picked by name where the event carries an id", async () => {
    const id = await house.receive("zoe@example.org");
    const officer = await house.as("officer");
    await officer.post(`/api/v1/engagements/${id}/events`, { type: "triage.claimed" }).expect(200);
    const { context, page } = await console.open(`/e/${id}?do=owner.assigned`, "officer");
    const form = page.getByRole("dialog");
    const choices = form.getByLabel("Owner");
    await choices.selectOption({ label: "Ana officer (officer)" });
    expect(await choices.locator("option", { hasText: "approver" }).count()).toBe(0);
    await form.getByRole("button", { name: "Hand over", exact: true }).click();
    await page.getByText("Owner: you").waitFor();

    await page.goto(`${console.url}/console/e/${id}?do=message.attached`);
    await form.getByLabel("Record", { exact: true }).selectOption({ label: "Something else…" });
    await form.getByLabel("Record: something else").fill("letter-12");
    const nominator = form.getByRole("combobox", { name: /^Nominated by/ });
    await nominator.fill("ine");
    await form.getByRole("listbox").getByRole("option").first().waitFor();
    expect(await barriers(page)).toEqual([]);
    await nominator.press("Enter");
    await expect.poll(() => nominator.inputValue()).toBe("Ines Duarte");
    await form.getByRole("button", { name: "Attach a message", exact: true }).click();
    await form.waitFor({ state: "detached" });
    const { body } = await officer.get(`/api/v1/engagements/${id}/journal`).expect(200);
    expect(body.items.at(-1)).toMatchObject({
      type: "message.attached",
      data: { recordId: "letter-12", nominatorId: expect.stringMatching(/^[0-9a-f-]{36}$/) },
    });
    await context.close();
  });

  it("offers first what an officer does next, has nobody type a code, and retries what failed with a reason", async () => {
    const { pool } = house.database;
    const { context, page, complaints } = await console.open(`/e/${vetted}`, "officer");
    // They wait for a seat, and their group takes people: the rest stands beneath More.
    const actions = page.getByRole("region", { name: "Actions" });
    await actions.getByRole("button", { name: "Offer a seat…" }).waitFor();
    await expect.poll(() => actions.getByRole("button").first().textContent()).toBe("Offer a seat…");
    await page.keyboard.press(".");
    const form = page.getByRole("dialog", { name: "Offer a seat" });
    await expect
      .poll(() => form.getByLabel("Group", { exact: true }).locator("option").allTextContents())
      .toContain("Shipping (Planned)");
    await form.getByRole("button", { name: "Close the form" }).click();
    await page.goto(`${console.url}/console/e/${vetted}?do=withdraw.requested`);
    const withdrawal = page.getByRole("dialog", { name: "Record a withdrawal" });
    await withdrawal
      .getByRole("group", { name: /^Reason/ })
      .getByLabel("No time")
      .check();
    expect(complaints).toEqual([]);

    await pool.query(
      `insert into role_grant (account_id, role, granted_by, granted_at)
       select id, 'admin', id, now() from account where email = 'officer-default@staff.example'`,
    );
    const failing = await house.receive("luis@example.org");
    await pool.query("delete from mail where instance_id = $1", [failing]);
    // As a worker leaves it that has tried in vain ten times.
    await pool.query(
      `insert into effect (instance_id, seq, name, kind, action, payload, lane, ordinal, programme_id, due_at, state,
         attempts, last_error, created_at)
       select $1, 1, 'sendMail:0', 'act', 'sendMail', '{"template": "inquiry-received", "to": "party", "data": {}}',
         'mail', 0, programme_id, created_at, 'gave-up', 10, '550 no such mailbox', created_at
       from instance where id = $1`,
      [failing],
    );
    await page.goto(`${console.url}/console/e/${failing}`);
    await page.getByRole("button", { name: "Retry" }).click();
    const retry = page.getByRole("dialog", { name: "Try again what failed" });
    await retry.getByRole("button", { name: "Retry" }).click();
    await retry.getByRole("alert").waitFor();
    await retry.getByLabel("It was a passing fault").check();
    const [sent] = await Promise.all([
      page.waitForRequest(/\/retry$/),
      retry.getByRole("button", { name: "Retry" }).click(),
    ]);
    expect(sent.postDataJSON()).toEqual({ because: "passing" });
    await retry.waitFor({ state: "detached" });
    await context.close();
  });

  it("shows a lead the roster card and no more", async () => {
    const { context, page, complaints } = await console.open(`/e/${vetted}`, "lead");
    await page.getByText("You see the roster card").waitFor();
    await page.getByRole("region", { name: "Seats" }).getByText("Shipping").waitFor();
    expect(await page.locator("li[data-seq]").count()).toBe(0);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it.each([1440, 390])("keeps nobody out, %i wide, in light and dark (WCAG 2.2 AA)", async (width) => {
    const { context, page } = await console.open(`/e/${vetted}?do=person.told`, "officer", {
      viewport: { width, height: 1000 },
    });
    await page.waitForSelector("li[data-seq]");
    await page.getByRole("dialog").waitFor();
    const looks = async (what: string) => {
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme });
        await page.locator(`html[data-mantine-color-scheme=${colorScheme}]`).waitFor({ state: "attached" });
        expect(await barriers(page), `${what} in ${colorScheme}`).toEqual([]);
      }
    };
    await looks("with a form");
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await looks("alone");
    await expectNoSidewaysScroll(page, width);
    await context.close();
  });
});
