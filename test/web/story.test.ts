/**
 * The story in real browsers (S-005, S-007, S-010, S-069): a letter arrives under the officer's eyes and is claimed, vetted,
 * decided and placed by those whose turn it is, each on their own screen; then all of it once more by keyboard alone.
 */
import type { Locator, Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { CHROMIUM } from "../support/chromium.ts";
import { testConsole } from "../support/console.ts";
import { declareNothing } from "../support/declare-nothing.ts";
import { testHouse } from "../support/house.ts";
import type { Fill } from "../support/keyboard.ts";
import { keyboardOn } from "../support/keyboard.ts";

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

  /** Somebody at their own screen, the same all day; who decides has declared that they have no interests in this. */
  const seats = new Map<string, Awaited<ReturnType<typeof console.open>>>();
  async function sit(path: string, role: "vetter" | "approver" | "officer") {
    const seat = seats.get(role);
    if (seat !== undefined) {
      await seat.page.goto(`${console.url}/console${path}`);
      return seat;
    }
    const taken = await console.open(path, role);
    seats.set(role, taken);
    if (role !== "officer") await declareNothing(house, console, taken.context, role);
    return taken;
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
      await form.getByRole("textbox", { name: "Question" }).fill("For whom do you write?");
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

    await takePart(id, "2012-12-20");
    await standsAt(page, "Recommending");
    for (const { complaints } of [officer, vetter, approver]) expect(complaints).toEqual([]);
  });

  /** A meeting that they attend, a day later what they wrote for a recommendation: both kept elsewhere than in the console. */
  async function takePart(id: string, day: string): Promise<void> {
    const secretariat = await house.as("secretariat");
    const sitting = {
      groupId,
      title: `Meeting of ${day}`,
      startsAt: `${day}T13:00:00+01:00`,
      zone: "Europe/Rome",
    };
    const meeting = await secretariat.post("/api/v1/meetings", sitting).expect(201);
    await house.advance(new Date(Date.parse(`${day}T09:00:00Z`) + 86_400_000));
    const data = { attendance: [{ engagementId: id, present: "remote" }] };
    await secretariat
      .post(`/api/v1/meetings/${meeting.body.id}/events`, { type: "meeting.held", data })
      .expect(200);
    await house.quiet();
    const lead = await house.as("officer");
    const title = `Premiums, ${day}`;
    const draft = await lead.post("/api/v1/recommendations", { title, groupId }).expect(201);
    const text = "Less for screened ships.";
    const paper = { recommendationId: draft.body.id, engagementId: id, kind: "paper", text };
    await lead.post("/api/v1/contributions", paper).expect(201);
  }

  it("goes the same way by keyboard alone, and the focus is never lost (WCAG 2.1.1, 2.4.7)", async () => {
    const id = await house.receive("kira@example.org", { name: "Kira Novak" });
    const { page } = await sit("/p/default/today", "officer");
    const keys = keyboardOn(page);
    await page.getByText("Kira Novak").first().waitFor();
    await keys.press("j");
    for (let row = 1; row < 9 && !(await keys.held()).name.includes("Kira Novak"); row += 1)
      await keys.press("j");
    await keys.press("Enter");
    await page.waitForURL(`**/console/e/${id}`);
    // At once, wherever the page stands: the key is for what is to be done there.
    await keys.press(".");
    await sendByKey(page, "Claim");
    await standsAt(page, "In triage");
    await chooseByKey(page, "Ask for information…");
    await sendByKey(page, "Ask for information", [/Question$/, "For whom do you write?"]);
    await standsAt(page, "Waiting for answers");
    await keys.press(".");
    await sendByKey(page, "Record answers", [/^Record$/, DOWN], [/^Everything has been answered$/, SPACE]);
    await standsAt(page, "In triage");
    await chooseByKey(page, "Start vetting…");
    await sendByKey(
      page,
      "Start vetting",
      [/^Add: Profile$/, ENTER],
      [/ E-mail address/, { choice: /An officer vouches for it$/ }],
      [/ Speaks for.* An organisation$/, SPACE],
      [/ Country /, "United Kingdom"],
      [/ Interests.* Insurance$/, SPACE],
      [/ Capacity /, { choice: /An organisation$/ }],
    );
    await standsAt(page, "Screening");

    const vetter = await sit(`/e/${id}`, "vetter");
    await vetter.page.keyboard.press(".");
    const check = [
      [/ Clear$/, SPACE],
      [/ Evidence$/, DOWN],
    ] as const;
    await sendByKey(vetter.page, "Complete screening", ...check, ...check, ...check, ...check);
    await standsAt(vetter.page, "Decision pending");

    const approver = await sit("/p/default/board", "approver");
    const theirs = keyboardOn(approver.page);
    await approver.page.getByText("Kira Novak").first().waitFor();
    await theirs.press("Control+k");
    await approver.page.getByRole("textbox", { name: "Search or go to…" }).waitFor();
    await approver.page.keyboard.type("kira");
    await approver.page.getByRole("button", { name: /^Kira Novak/ }).waitFor();
    await theirs.press("ArrowDown", "Enter");
    await approver.page.waitForURL(`**/console/e/${id}`);
    await approver.page.waitForSelector("li[data-seq]");
    await theirs.press("Control+k");
    await approver.page.getByRole("button", { name: "Approve…" }).last().waitFor();
    await approver.page.keyboard.type("approve");
    await theirs.press("ArrowDown", "Enter");
    await sendByKey(approver.page, "Approve");
    await standsAt(approver.page, "Approved");

    await standsAt(page, "Approved");
    await chooseByKey(page, "Offer a seat…");
    await sendByKey(
      page,
      "Offer a seat",
      [/^Group$/, DOWN],
      [/^Version of the undertakings/, "2013-01"],
      [/^Interests form in date until/, "12122013"],
    );
    await standsAt(page, "Seat offered");
    await keys.press(".");
    await sendByKey(page, "Record acceptance", [/^Version of the undertakings/, DOWN]);
    await standsAt(page, "Onboarding");
    await takePart(id, "2013-01-10");
    await standsAt(page, "Recommending");
    await keys.held();
    for (const { complaints } of seats.values()) expect(complaints).toEqual([]);
  });
});

const DOWN = { key: "ArrowDown" };
const SPACE = { key: "Space" };
const ENTER = { key: "Enter" };

/** What may be done is told apart from where it stands, and may come a moment later. */
const offersNext = async (page: Page, name: string): Promise<void> =>
  await page
    .getByRole("region", { name: "Actions" })
    .getByRole("button", { name, exact: true })
    .first()
    .waitFor();

/** Among all that may be done, by `m`: before or after where that leads. */
async function chooseByKey(page: Page, name: string): Promise<void> {
  const keys = keyboardOn(page);
  await keys.press("m");
  const here = page.locator(":focus");
  const before = page.getByRole("region", { name: "Actions" }).locator("[aria-controls=more-actions]");
  await before.and(here).waitFor();
  await offersNext(page, name);
  const isBefore =
    (await page.locator("#more-actions").getByRole("button", { name, exact: true }).count()) === 0;
  if (isBefore) while ((await keys.held()).name !== name) await keys.press("Shift+Tab");
  else await keys.tabTo(new RegExp(`^${name}$`));
  await keys.press("Enter");
}

/** Fill in the form that opens, send it, and be left where one can go on. */
async function sendByKey(page: Page, title: string, ...fields: readonly Fill[]): Promise<void> {
  const keys = keyboardOn(page);
  const form = page.getByRole("dialog", { name: title });
  await form.waitFor();
  await form.locator(":focus").waitFor();
  await keys.fill(...fields);
  await keys.press("Control+Enter");
  await form.waitFor({ state: "detached", timeout: 30_000 }).catch(async () => {
    throw new Error(`${title}: ${(await form.getByRole("alert").allTextContents()).join(" ")}`);
  });
  await keys.held();
}

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
  await form.waitFor({ state: "detached", timeout: 30_000 }).catch(async () => {
    throw new Error(`${title}: ${(await form.getByRole("alert").allTextContents()).join(" ")}`);
  });
}
