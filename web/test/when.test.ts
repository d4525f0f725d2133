import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { IntlProvider } from "use-intl";
import { describe, expect, it } from "vitest";
import { messages } from "../src/catalogues/en/index.ts";
import { messages as french } from "../src/catalogues/fr/index.ts";
import { useSince, useWhen } from "../src/parts/when.ts";

function said(instant: Date, length?: "long" | "short"): string {
  const Said = () => useWhen(length)(instant.toISOString());
  const intl = {
    locale: "en-GB" as const,
    messages,
    timeZone: "UTC",
    children: createElement(Said),
  };
  // Numbers do not part from their units at the end of a line.
  return renderToStaticMarkup(createElement(IntlProvider, intl)).replaceAll("\u00A0", " ");
}

describe("when something was", () => {
  const ago = (ms: number) => new Date(Date.now() - ms);

  it("is just now for what happens between two minutes of a page, not in a minute", () => {
    expect(said(ago(5_000))).toBe("just now");
  });

  it("is in minutes under an hour, before and ahead", () => {
    expect(said(ago(180_000))).toBe("3 minutes ago");
    expect(said(ago(-180_000))).toBe("in 3 minutes");
  });

  it("has its weekday inside two weeks, and is brief in a column", () => {
    const then = ago(3 * 86_400_000);
    const day = (length: "long" | "short"): string =>
      new Intl.DateTimeFormat("en-GB", {
        weekday: length,
        day: "numeric",
        month: length,
        timeZone: "UTC",
      }).format(then);
    expect(said(then)).toBe(`${day("long")}, 3 days ago`);
    expect(said(then, "short")).toBe(`${day("short")}, 3 days ago`);
  });
});

describe("since when something waits", () => {
  const since = (ms: number, locale: "en-GB" | "fr"): string => {
    const Said = () => useSince()(new Date(Date.now() - ms).toISOString());
    const intl = { locale, messages: locale === "fr" ? french : messages, timeZone: "UTC" };
    const tree = createElement(IntlProvider, { ...intl, children: createElement(Said) });
    return renderToStaticMarkup(tree).replaceAll("\u00A0", " ");
  };

  it("is told in minutes under an hour, in words that end a sentence", () => {
    expect(since(5_000, "en-GB")).toBe("for less than a minute");
    expect(since(300_000, "en-GB")).toBe("for 5 minutes");
    expect(since(5_000, "fr")).toBe("depuis moins d’une minute");
    expect(since(300_000, "fr")).toBe("depuis 5 minutes");
  });

  it("is the day after that", () => {
    expect(since(30 * 86_400_000, "en-GB")).toMatch(/^since \d+ \w+/);
    expect(since(30 * 86_400_000, "fr")).toMatch(/^depuis \d+/);
  });
});
