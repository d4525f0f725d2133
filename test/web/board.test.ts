/** The board in a real browser: who stands where, what may be done with them by menu and by dragging, and why not. */
import { beforeAll, describe, expect, it } from "vitest";
import { CHROMIUM } from "../support/chromium.ts";
import { barriers, expectNoSidewaysScroll, testConsole } from "../support/console.ts";
import { testHouse } from "../support/house.ts";

const house = testHouse();
const BOARD = "/p/default/board";

describe.skipIf(CHROMIUM === undefined)("the board", () => {
  const console = testConsole(house);

  beforeAll(async () => {
    await house.receive("ines@example.org", { name: "Ines Duarte", organisation: "Harbour Mutual" });
    await house.receive("emile@example.org", { name: "Émile Fontaine", organisation: "Polar Shipping" });
    const claimed = await house.receive("noor@example.org", { name: "Noor Haddad" });
    const officer = await house.as("officer");
    await officer
      .post(`/api/v1/engagements/${claimed}/events`, { type: "triage.claimed", data: {} })
      .expect(200);
    await house.quiet();
  });

  it("shows everybody in the column of their stage, and by state when one is chosen", async () => {
    const { context, page, complaints } = await console.open(BOARD, "officer");
    const inquiry = page.getByRole("region", { name: /^Inquiry/ });
    await inquiry.getByText("Ines Duarte").waitFor();
    expect(await inquiry.getByRole("listitem").count()).toBe(3);
    await inquiry.getByRole("button", { name: "In triage 1" }).click();
    await inquiry.getByText("Ines Duarte").waitFor({ state: "detached" });
    expect(await inquiry.getByText("Noor Haddad").count()).toBe(1);
    expect(page.url()).toContain("state=triage");
    expect(complaints).toEqual([]);
    await context.close();
  });

  it("offers by keyboard what may be sent, and says why the rest may not", async () => {
    const { context, page } = await console.open(`${BOARD}?state=received`, "approver");
    await page.getByText("Ines Duarte").waitFor();
    await page.keyboard.press("1");
    await page.keyboard.press("m");
    const claim = page.getByRole("menuitem", { name: /^Claim/ });
    await claim.waitFor();
    expect(await claim.getAttribute("aria-disabled")).toBe("true");
    expect(await claim.textContent()).toContain("May be done by: officer");
    expect(await page.getByRole("menuitem", { name: /^Submit an inquiry/ }).count()).toBe(0);
    await page.keyboard.press("Escape");
    expect(await page.evaluate("document.activeElement.textContent")).toMatch(
      /^(?:Ines Duarte|Émile Fontaine)$/,
    );
    await context.close();
  });

  it("opens the form of the event on whose zone a card is dropped, and explains a column that refuses", async () => {
    const { context, page } = await console.open(BOARD, "officer");
    const card = page.getByRole("listitem").filter({ hasText: "Ines Duarte" });
    await card.waitFor();
    await card.hover();
    await page.mouse.down();
    const meeting = page.getByRole("region", { name: /^Meeting/ });
    await meeting.hover();
    await meeting.hover({ position: { x: 60, y: 140 } });
    const refusal = page.getByText("Reached by accepting a seat", { exact: false });
    await refusal.first().waitFor();
    await page.screenshot({ path: `${process.env["SHOTS"] ?? "/tmp"}/board-drag.png` });
    await page.mouse.up();
    await page
      .getByRole("status")
      .filter({ hasText: "Reached by accepting a seat" })
      .waitFor({ state: "attached" });

    await card.hover();
    await page.mouse.down();
    await page.getByRole("region", { name: /^Vetting/ }).hover();
    const zone = page.locator("[data-event='triage.claimed']");
    await zone.hover();
    await zone.hover({ position: { x: 20, y: 20 } });
    await page.mouse.up();
    await page.waitForURL(/\/console\/e\/[\da-f-]+\?do=triage\.claimed$/);
    await context.close();
  });

  describe.each([
    ["light", 1440],
    ["dark", 1440],
    ["light", 390],
  ] as const)("in %s, %i wide", (colorScheme, width) => {
    it("keeps nobody out (WCAG 2.2 AA)", async () => {
      const { context, page } = await console.open(BOARD, "officer", {
        colorScheme,
        viewport: { width, height: 900 },
      });
      await page.getByText("Ines Duarte").waitFor();
      expect(await barriers(page)).toEqual([]);
      await expectNoSidewaysScroll(page, width);
      await context.close();
    });
  });
});
