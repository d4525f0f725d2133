/** Words for everything that charts can be in and can be sent, in every language; the messages themselves well formed. */
import { createTranslator } from "use-intl/core";
import { describe, expect, it } from "vitest";
import { SIGNALS } from "../../src/contract/own-form.ts";
import { EXPECTED } from "../../src/intake/import/read-row.ts";
import { workflows } from "../../workflows/index.ts";
import { messages as english } from "../src/catalogues/en/index.ts";
import { messages as french } from "../src/catalogues/fr/index.ts";

const textAt = (messages: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], messages);

interface Config {
  readonly states?: Readonly<Record<string, Config>>;
}
/** Names of the leaves, as lists show them. */
function statesOf({ states = {} }: Config): string[] {
  return Object.entries(states).flatMap(([name, below]) =>
    Object.keys(below.states ?? {}).length === 0 ? [name] : statesOf(below),
  );
}

describe.each([
  ["English", english],
  ["French", french],
])("in %s", (_, messages) => {
  it("every state of every workflow has a word", () => {
    const silent = workflows.flatMap(({ name, machine }) =>
      statesOf(machine.config as Config)
        // Within an offer the row says that a seat was offered.
        .filter((state) => !["pending", "open"].includes(state))
        .filter((state) => typeof textAt(messages.state, [name, state]) !== "string")
        .map((state) => `${name}.${state}`),
    );
    expect(silent).toEqual([]);
  });

  it("every event of every workflow has a button and a sentence", () => {
    const silent = workflows.flatMap(({ name, events }) =>
      Object.keys(events).flatMap((type) =>
        ["do", "did"]
          .filter((form) => typeof textAt(messages.event, [name, ...type.split("."), form]) !== "string")
          .map((form) => `${name} ${type} ${form}`),
      ),
    );
    expect(silent).toEqual([]);
  });

  it("every deadline of an engagement has a name", () => {
    const timers = workflows
      .filter(({ name }) => name === "engagement")
      .flatMap((one) => Object.keys(one.timers));
    const silent = timers.filter((id) => !(id.replaceAll(".", "_") in messages.timer));
    expect(silent).toEqual([]);
  });

  it("whatever makes a message look like spam has words", () => {
    expect(Object.keys(messages.intake.signal)).toEqual(expect.arrayContaining([...SIGNALS]));
  });

  it("whatever a row of a list may lack has words", () => {
    expect(Object.keys(messages.intake.import.expected).toSorted()).toEqual(Object.keys(EXPECTED).toSorted());
  });

  it("every message is one that ICU can read", () => {
    const said: string[] = [];
    const translate = createTranslator({
      locale: "en-GB",
      messages: messages as typeof english,
      onError: (error) => {
        if (error.code === "INVALID_MESSAGE") said.push(error.message);
      },
    }) as unknown as (key: string) => string;
    for (const key of keysOf(messages)) translate(key);
    expect(said).toEqual([]);
  });
});

describe("French", () => {
  it("has the same arguments as the English, and its own spaces before high punctuation", () => {
    const argumentsOf = (text: unknown) =>
      new Set(
        [...String(text).matchAll(/(?<!(?:=\d+|\bone|\bother)\s)\{(\w+)\s*[,}]/g)].map(([, name]) => name),
      );
    for (const key of keysOf(english)) {
      const path = key.split(".");
      expect(argumentsOf(textAt(french, path)), key).toEqual(argumentsOf(textAt(english, path)));
      expect(String(textAt(french, path)), key).not.toMatch(/[a-zé] [;!?:]/);
    }
  });
});

function keysOf(messages: object, before = ""): string[] {
  return Object.entries(messages).flatMap(([key, value]) =>
    typeof value === "string" ? [`${before}${key}`] : keysOf(value as object, `${before}${key}.`),
  );
}
