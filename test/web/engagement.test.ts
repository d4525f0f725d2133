/** The page of one engagement in a real browser: claim it, see it told, be refused with the reason; axe in light and dark. */
import { describe, expect, it } from "vitest";
import { CHROMIUM } from "../support/chromium.ts";
import { barriers, expectNoSidewaysScroll, testConsole } from "../support/console.ts";
import { testHouse } from "../support/house.ts";

const house = testHouse();

describe.skipIf(CHROMIUM === undefined)("the page of an engagement", () => {
  const console = testConsole(house);

  it("claims at once, tells it in the timeline, and explains what stands in the way", async () => {
    const id = await house.receive("ines@example.org");
    const { context, page, complaints } = await console.open(`/e/${id}`, "officer");
    await page.waitForSelector("li[data-seq]");
    const before = await page.locator("li[data-seq]").count();
    expect(await page.title()).not.toContain("Ines");

    await page.getByRole("region", { name: "Actions" }).getByRole("button", { name: "Claim" }).click();
    await page.getByRole("dialog", { name: "Claim" }).getByRole("button", { name: "Claim" }).click();
    await page.getByText("You claimed it").waitFor();
    expect(await page.locator("li[data-seq]").count()).toBe(before + 1);
    await page.locator("[aria-current=step]", { hasText: "In triage" }).waitFor();
    expect(complaints).toEqual([]);

    await page.keyboard.press("m");
    await page.getByRole("button", { name: "Start vetting…" }).last().click();
    const form = page.getByRole("dialog", { name: "Start vetting" });
    await form.getByRole("button", { name: "Start vetting", exact: true }).click();
    await form.getByRole("alert").waitFor();
    expect(await form.getByRole("alert").textContent()).toMatch(
      /country|capacity|affiliation|address|for whom/i,
    );
    await context.close();
  });

  it("keeps what was typed when somebody was quicker, and says what happened", async () => {
    const id = await house.receive("rui@example.org");
    const officer = await house.as("officer");
    await officer.post(`/api/v1/engagements/${id}/events`, { type: "triage.claimed" }).expect(200);
    const { context, page } = await console.open(`/e/${id}?do=info.requested`, "officer");
    const form = page.getByRole("dialog");
    await form.getByRole("textbox").first().fill("Where do you work?");
    const recused = { type: "owner.assigned", data: { ownerId: officer.accountId } };
    await officer.post(`/api/v1/engagements/${id}/events`, recused).expect(200);
    await form.getByRole("button", { name: "Ask for information", exact: true }).click();
    await form.getByText("This changed while you were writing").waitFor();
    expect(await form.getByRole("textbox").first().inputValue()).toBe("Where do you work?");
    await context.close();
  });

  describe.each([
    ["light", 1440],
    ["dark", 1440],
    ["light", 390],
    ["dark", 390],
  ] as const)("in %s, %i wide", (colorScheme, width) => {
    it("keeps nobody out (WCAG 2.2 AA)", async () => {
      const id = await house.receive("ines@example.org");
      const { context, page } = await console.open(`/e/${id}?do=profile.completed`, "officer", {
        colorScheme,
        viewport: { width, height: 1000 },
      });
      await page.waitForSelector("li[data-seq]");
      await page.getByRole("dialog").waitFor();
      expect(await barriers(page)).toEqual([]);
      await page.keyboard.press("Escape");
      await page.getByRole("dialog").waitFor({ state: "detached" });
      expect(await barriers(page)).toEqual([]);
      await expectNoSidewaysScroll(page, width);
      await context.close();
    });
  });
});
