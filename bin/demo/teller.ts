/** Prints the story. Plain text; colour only where a person looks at it. */
import { styleText } from "node:util";

const WIDTH = 98;
const INDENT = "          ";
const LABEL_CHARS = 9;

type Style = Parameters<typeof styleText>[0];

export interface Teller {
  title(text: string, lines: readonly string[]): void;
  chapter(title: string, intro: string): void;
  /** Something happens; the date is printed when it is another than before. */
  act(at: Moment, text: string): void;
  /** What follows from it. */
  note(label: Label, text: string): void;
  /** A mail or letter, word for word. */
  quote(text: string): void;
  /** What is to come, at the end of a chapter. */
  ahead(lines: readonly string[]): void;
  /** Plain lines. */
  lines(lines: readonly string[]): void;
}

/** A local time, ready for print. */
export interface Moment {
  /** As in `Mon 3 Dec 2012`. */
  readonly day: string;
  /** As in `10:20`. */
  readonly time: string;
}

type Label = "state" | "mail" | "timer" | "hears" | "refused" | "says" | "seats" | "why";

const STYLES: Readonly<Record<Label, Style>> = {
  state: "green",
  mail: "cyan",
  timer: "yellow",
  hears: "magenta",
  refused: "red",
  says: "dim",
  seats: "blue",
  why: "dim",
};

export function createTeller(out: NodeJS.WriteStream): Teller {
  const isColourful = out.isTTY && out.hasColors();
  const paint = (style: Style, text: string): string => (isColourful ? styleText(style, text) : text);
  const print = (line = ""): void => void out.write(`${line}\n`);
  let today = "";
  let chapters = 0;

  return {
    title(text, lines) {
      print();
      print(paint("bold", text));
      for (const line of lines) for (const part of wrapped(line, WIDTH)) print(part);
    },
    chapter(title, intro) {
      chapters += 1;
      today = "";
      print();
      const head = `${chapters}. ${title} `;
      print(paint("bold", head + "─".repeat(WIDTH - head.length)));
      for (const line of wrapped(intro, WIDTH)) print(paint("dim", line));
    },
    act({ day, time }, text) {
      if (day !== today) {
        print();
        print(paint("bold", day));
      }
      today = day;
      const [first = "", ...rest] = wrapped(text, WIDTH - INDENT.length);
      print(`  ${paint("dim", time)}   ${first}`);
      for (const line of rest) print(INDENT + line);
    },
    note(label, text) {
      const [first = "", ...rest] = wrapped(text, WIDTH - INDENT.length - LABEL_CHARS);
      print(INDENT + paint(STYLES[label], label.padEnd(LABEL_CHARS)) + first);
      for (const line of rest) print(INDENT + " ".repeat(LABEL_CHARS) + line);
    },
    quote(text) {
      const bar = `${INDENT}${" ".repeat(LABEL_CHARS)}${paint("dim", "│")}`;
      for (const line of text.trimEnd().split("\n"))
        for (const part of wrapped(line, WIDTH - INDENT.length - LABEL_CHARS - 2))
          print(part === "" ? bar : `${bar} ${part}`);
    },
    ahead(lines) {
      print();
      lines.forEach((line, index) =>
        print(`${paint("dim", index === 0 ? "  due next" : "          ")}   ${line}`),
      );
    },
    lines(lines) {
      for (const line of lines) print(line);
    },
  };
}

/** Words in lines of so many characters; an empty line stays one. */
function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === "" ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}
