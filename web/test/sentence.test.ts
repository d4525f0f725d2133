/** Who did what in one sentence, also where what happened has a subject of its own. */
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { IntlProvider } from "use-intl";
import { describe, expect, it } from "vitest";
import { meQuery } from "../src/api/session.ts";
import type { JournalEntry, Me } from "../src/api/shapes.ts";
import { messages as english } from "../src/catalogues/en/index.ts";
import { messages as french } from "../src/catalogues/fr/index.ts";
import { useSentence } from "../src/parts/sentence.ts";

type Actor = JournalEntry["actor"];
const ANA: Actor = { id: "ana", name: "Ana Duarte", roles: ["officer"] };
const NAMELESS: Actor = { ...ANA, id: "bo", name: null };

function said(locale: "en-GB" | "fr", me: string, entry: Partial<JournalEntry>): string {
  const client = new QueryClient();
  client.setQueryData(meQuery.queryKey, { id: me } as Me);
  const Said = () => useSentence()("engagement", { origin: "caller", actor: ANA, ...entry } as JournalEntry);
  const intl = { locale, messages: locale === "fr" ? french : english, timeZone: "UTC" };
  const tree = createElement(IntlProvider, { ...intl, children: createElement(Said) });
  return renderToStaticMarkup(createElement(QueryClientProvider, { client }, tree));
}

describe("a sentence of the timeline", () => {
  it("begins with whoever acted", () => {
    expect(said("en-GB", "bo", { type: "inquiry.imported" })).toBe("Ana Duarte imported the inquiry");
    expect(said("en-GB", "ana", { type: "triage.claimed" })).toBe("You claimed it");
  });

  it("ends with whoever entered what has a subject of its own", () => {
    expect(said("en-GB", "bo", { type: "reply.received" })).toBe("A reply arrived, entered by Ana Duarte");
    expect(said("en-GB", "ana", { type: "message.attached" })).toBe("A message was attached, entered by you");
    expect(said("en-GB", "ana", { type: "reply.received", actor: NAMELESS })).toBe(
      "A reply arrived, entered by: officer",
    );
    expect(said("fr", "bo", { type: "reply.received" })).toBe(
      "Une réponse est arrivée (saisie\u00A0: Ana Duarte)",
    );
  });

  it("names nobody where it happened by itself", () => {
    expect(said("en-GB", "ana", { type: "reply.received", origin: "system" } as never)).toBe(
      "A reply arrived",
    );
  });
});
