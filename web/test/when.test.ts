import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { IntlProvider } from "use-intl";
import { describe, expect, it } from "vitest";
import { messages } from "../src/catalogues/en/index.ts";
import { useWhen } from "../src/parts/when.ts";

/** As a page says it whose clock ticked last at `tick`. */
function said(instant: Date, tick: Date): string {
  const Said = () => useWhen()(instant.toISOString());
  const intl = {
    locale: "en-GB" as const,
    messages,
    now: tick,
    timeZone: "UTC",
    children: createElement(Said),
  };
  // Numbers do not part from their units at the end of a line.
  return renderToStaticMarkup(createElement(IntlProvider, intl)).replaceAll("\u00A0", " ");
}

describe("when something was", () => {
  const ago = (ms: number) => new Date(Date.now() - ms);

  it("is just now for what happens between two ticks of a page, not in a minute", () => {
    expect(said(ago(5_000), ago(50_000))).toBe("just now");
  });

  it("is in minutes under an hour, before and ahead", () => {
    expect(said(ago(180_000), ago(0))).toBe("3 minutes ago");
    expect(said(ago(-180_000), ago(0))).toBe("in 3 minutes");
  });
});
