const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],]/g;

/** The first key that one object of valid JSON text has twice; `JSON.parse` would silently keep the last. */
export function firstRepeatedKey(json: string): string | null {
  const open: (Set<string> | null)[] = []; // One entry an open bracket: the keys of an object, null for an array.
  let expectsKey = false;

  for (const [token] of json.matchAll(TOKEN)) {
    if (token === "{" || token === "[") {
      open.push(token === "{" ? new Set() : null);
      expectsKey = token === "{";
    } else if (token === "}" || token === "]") {
      open.pop();
      expectsKey = false;
    } else if (token === ",") {
      expectsKey = open.at(-1) instanceof Set;
    } else if (expectsKey) {
      const key = String(JSON.parse(token)); // Undoes escapes: "\u0061" is the key "a".
      if (open.at(-1)?.has(key) === true) return key;
      open.at(-1)?.add(key);
      expectsKey = false;
    }
  }
  return null;
}

/** How many keys all objects of valid JSON text have: strings with a colon after them. */
export function countKeys(json: string): number {
  let count = 0;
  for (let start = json.indexOf('"'); start >= 0;) {
    const end = endOfString(json, start);
    let next = end + 1;
    while (WHITE_SPACE.has(json.charCodeAt(next))) next += 1;
    if (json.charCodeAt(next) === COLON) count += 1;
    start = json.indexOf('"', next);
  }
  return count;
}

const COLON = 0x3a;
const BACKSLASH = 0x5c;
/** As RFC 8259 has it, section 2. */
const WHITE_SPACE = new Set([0x20, 0x09, 0x0a, 0x0d]);

/** A quote ends the string unless an odd number of backslashes stands before it. */
function endOfString(json: string, start: number): number {
  let end = start;
  let slashes: number;
  do {
    end = json.indexOf('"', end + 1);
    slashes = 0;
    while (json.charCodeAt(end - 1 - slashes) === BACKSLASH) slashes += 1;
  } while (slashes % 2 === 1);
  return end;
}
