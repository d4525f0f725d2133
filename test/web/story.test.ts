/**
 * The story in real browsers (S-005, S-007, S-010, S-069): a letter arrives under the officer's eyes and is claimed, vetted,
 * decided and placed by those whose turn it is, each on their own screen; then the first steps once more by keyboard alone.
 */
import type { BrowserContext, Locator, Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { CHROMIUM } from "../support/chromium.ts";
import { testConsole } from "../support/console.ts";
import { testHouse } from "../support/house.ts";

const house = testHouse();

describe.skipIf(CHROMIUM === undefined)("an insurer's story on the screen", () => {
  const console = testConsole(house);
  let groupId: string;

  beforeAll(async () => {
    const chair = await house.as("chair");
    const group = { name: "Insurance", launchMonth: "2012-12", capacity: 12 };
    groupId = (await chair.post("/api/v1/groups", group).expect(201)).body.id;
    const launch = async (type: string, data = {}) =>
      await chair.post(`/api/v1/groups/${groupId}/events`, { type, data }).expect(200);
    await launch("forming.started");
    await launch("group.launched", { leads: await house.leads() });
    await house.quiet();
  });

  /** Somebody at their own screen; who decides has declared that they have no interests in this. */
  async function sit(path: string, role: "vetter" | "approver" | "officer") {
    const seat = await console.open(path, role);
    if (role !== "officer") await declareNothing(seat.context, role);
    return seat;
  }

  async function declareNothing(context: BrowserContext, as: string): Promise<void> {
    const me = await (await context.request.get(`${console.url}/api/v1/me`)).json();
    const asked = { programme: "default", accountId: me.id, as };
    const form = await (await house.as("officer")).post("/api/v1/interests", asked).expect(201);
    const sent = await context.request.post(`${console.url}/api/v1/interests/${form.body.id}/events`, {
      headers: { Origin: console.url },
      data: { type: "interests.none", data: { signed: true, signedOn: "2012-12-03" } },
    });
    expect(sent.status(), await sent.text()).toBe(200);
  }

  const standsAt = async (page: Page, state: string) => {
    await house.quiet();
    await page.locator("[aria-current=step]", { hasText: state }).waitFor();
  };

  it("goes from a letter that arrives to a contribution that is linked", async () => {
    const officer = await sit("/p/default/today", "officer");
    const { page } = officer;
    const id = await house.receive("ines@example.org", { name: "Ines Duarte" });
    await page
      .getByText("Ines Duarte")
      .first()
      .or(page.getByRole("button", { name: /new$/ }))
      .first()
      .waitFor();
    await page.goto(`${console.url}/console/e/${id}`);

    await act(page, "Claim");
    await standsAt(page, "In triage");
    await act(page, "Ask for information…", async (form) => {
      await form.getByRole("textbox", { name: "Questions" }).fill("For whom do you write?");
    });
    await standsAt(page, "Waiting for answers");
    await act(page, "Record answers…", async (form) => {
      await form.getByLabel("Record", { exact: true }).selectOption({ index: 1 });
      await form.getByLabel("Everything has been answered").check();
    });
    await standsAt(page, "In triage");
    await act(page, "Start vetting…", async (form) => {
      await form.getByRole("button", { name: "Add: Profile" }).click();
      await form.getByLabel("An officer vouches for it").check();
      await form
        .getByRole("group", { name: /^Speaks for/ })
        .getByLabel("An organisation")
        .check();
      await form.getByLabel(/^Country/).selectOption("GB");
      await form
        .getByRole("group", { name: /^Interests/ })
        .getByLabel("Insurance")
        .check();
      await form
        .getByRole("group", { name: /^Capacity/ })
        .getByLabel("An organisation")
        .check();
    });
    await standsAt(page, "Screening");

    const vetter = await sit(`/e/${id}`, "vetter");
    await act(vetter.page, "Complete screening…", async (form) => {
      for (const clear of await form.getByRole("radio", { name: "Clear", exact: true }).all())
        await clear.check();
      for (const evidence of await form.getByLabel("Evidence", { exact: true }).all())
        await evidence.selectOption({ index: 1 });
    });
    await standsAt(vetter.page, "Decision pending");

    const approver = await sit(`/e/${id}`, "approver");
    await act(approver.page, "Approve…");
    await standsAt(approver.page, "Approved");

    // The officer has looked on all the while: nothing was loaded anew.
    await standsAt(page, "Approved");
    await act(page, "Offer a seat…", async (form) => {
      await form.getByLabel("Group", { exact: true }).selectOption({ label: "Insurance (Active)" });
      await form.getByLabel("Version of the undertakings").fill("2013-01");
      await form.getByLabel(/^Interests form in date until/).fill("2013-12-31");
    });
    await standsAt(page, "Seat offered");
    await act(page, "Record acceptance…", async (form) => {
      await form.getByLabel("Version of the undertakings").selectOption("2013-01");
    });
    await standsAt(page, "Onboarding");

    const secretariat = await house.as("secretariat");
    const startsAt = "2012-12-20T13:00:00+01:00";
    const first = { groupId, title: "First meeting", startsAt, zone: "Europe/Rome" };
    const meeting = await secretariat.post("/api/v1/meetings", first).expect(201);
    await house.advance("2012-12-21T09:00:00Z");
    const data = { attendance: [{ engagementId: id, present: "remote" }] };
    await secretariat
      .post(`/api/v1/meetings/${meeting.body.id}/events`, { type: "meeting.held", data })
      .expect(200);
    await standsAt(page, "Taking part");
    const lead = await house.as("officer");
    const draft = await lead.post("/api/v1/recommendations", { title: "Premiums", groupId }).expect(201);
    const paper = {
      recommendationId: draft.body.id,
      engagementId: id,
      kind: "paper",
      text: "Less for screened ships.",
    };
    await lead.post("/api/v1/contributions", paper).expect(201);
    await standsAt(page, "Recommending");

    for (const { complaints, context } of [officer, vetter, approver]) {
      expect(complaints).toEqual([]);
      await context.close();
    }
  });

  it("is begun by keyboard alone, and the focus is never lost", async () => {
    await house.receive("kira@example.org", { name: "Kira Novak" });
    const { context, page } = await sit("/p/default/today", "officer");
    const focus = async () => await page.evaluate("document.activeElement?.tagName");
    await page.getByText("Kira Novak").first().waitFor();
    for (let row = 0; row < 9; row += 1) {
      await page.keyboard.press("j");
      if (String(await page.evaluate("document.activeElement?.textContent")).includes("Kira Novak")) break;
    }
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/console\/e\//);
    await page.waitForSelector("li[data-seq]");
    await page.keyboard.press(".");
    await page.getByRole("dialog", { name: "Claim" }).waitFor();
    expect(await focus()).not.toBe("BODY");
    await page.keyboard.press("Control+Enter");
    await page.getByText("You claimed it", { exact: true }).waitFor();
    await standsAt(page, "In triage");
    expect(await focus()).not.toBe("BODY");
    await page.keyboard.press("m");
    expect(await page.evaluate("document.activeElement?.getAttribute('aria-controls')")).toBe("more-actions");
    await context.close();
  });
});

/** Choose an action, fill in its form, send it, and see it go. */
async function act(page: Page, name: string, fill?: (form: Locator) => Promise<void>): Promise<void> {
  const actions = page.getByRole("region", { name: "Actions" });
  const wanted = actions.getByRole("button", { name, exact: true }).first();
  await actions.getByRole("button").first().waitFor();
  if (!(await wanted.isVisible())) await actions.getByRole("button", { name: "More" }).click();
  await wanted.click();
  const title = name.replace(/…$/, "");
  const form = page.getByRole("dialog");
  await form.waitFor();
  await fill?.(form);
  await form.getByRole("button", { name: title, exact: true }).click();
  await form.waitFor({ state: "detached", timeout: 10_000 }).catch(async () => {
    throw new Error(`${title}: ${(await form.getByRole("alert").allTextContents()).join(" ")}`);
  });
}
