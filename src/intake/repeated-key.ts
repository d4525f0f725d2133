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
