/** Codes that Intl names but ISO 3166-1 has not assigned to a country. */
const NOT_ASSIGNED = [
  "AC",
  "CP",
  "CQ",
  "DG",
  "EA",
  "EU",
  "EZ",
  "IC",
  "QO",
  "TA",
  "UN",
  "XA",
  "XB",
  "XK",
  "ZZ",
];

let codes: ReadonlySet<string> | undefined;

/** ISO 3166-1 alpha-2, as the platform knows it. */
export function countryCodes(): ReadonlySet<string> {
  codes ??= new Set(assignedCodes());
  return codes;
}

function assignedCodes(): string[] {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ".split("");
  const named = new Intl.DisplayNames(["en"], { type: "region", fallback: "none" });
  return letters
    .flatMap((first) => letters.map((second) => first + second))
    .filter((code) => !NOT_ASSIGNED.includes(code) && named.of(code) !== undefined)
    .filter((code) => new Intl.Locale(`und-${code}`).region === code); // Withdrawn codes turn into their successor.
}
