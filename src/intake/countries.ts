import { countryCodes } from "../contract/country-codes.ts";
import { plainWords } from "./clean-text.ts";

const LANGUAGES = ["en", "fr", "es", "pt", "it", "de", "nl", "ar", "ru", "uk", "zh", "id", "tr", "sw"];

/** Names in common use that Intl's own differ from. */
const OTHER_NAMES: Readonly<Record<string, readonly string[]>> = {
  AE: ["uae", "emirates"],
  BO: ["plurinational state of bolivia"],
  BS: ["bahamas"],
  CD: ["democratic republic of the congo", "dr congo", "drc", "congo kinshasa", "rdc"],
  CG: ["republic of the congo", "congo brazzaville"],
  CI: ["ivory coast"],
  CV: ["cape verde"],
  CZ: ["czech republic"],
  FM: ["federated states of micronesia"],
  GB: ["uk", "great britain", "britain", "england", "scotland", "wales", "northern ireland", "gbr"],
  GM: ["gambia"],
  IR: ["islamic republic of iran"],
  KP: ["dprk"],
  KR: ["republic of korea", "korea"],
  LA: ["lao pdr"],
  MD: ["republic of moldova"],
  MK: ["macedonia"],
  MM: ["burma"],
  NL: ["holland", "the netherlands"],
  PS: ["palestine", "state of palestine"],
  RU: ["russian federation"],
  SY: ["syrian arab republic"],
  SZ: ["swaziland"],
  TL: ["east timor"],
  TR: ["turkey", "turkiye"],
  TZ: ["united republic of tanzania"],
  US: ["usa", "united states of america", "u s a", "u s", "america"],
  VN: ["viet nam"],
};

const ARTICLES = /^(?:the|la|le|les|l|el|los|las|il|gli|i|o|os|a|as) (?=.)/;

let codeOfName: ReadonlyMap<string, string> | undefined;

/** ISO 3166-1 alpha-2 for a code or for a name in a widely spoken language; null when it is neither. */
export function countryCode(text: string): string | null {
  codeOfName ??= nameTable();
  const names = [text, text.split(",").at(-1) ?? ""].map(plainWords); // "Mombasa, Kenya" is in Kenya.
  for (const name of names) {
    const code = codeOfName.get(name) ?? codeOfName.get(name.replace(ARTICLES, ""));
    if (code !== undefined) return code;
  }
  return null;
}

function nameTable(): Map<string, string> {
  const table = new Map<string, string>();
  const codes = countryCodes();
  for (const language of LANGUAGES) {
    const namesIn = new Intl.DisplayNames([language], { type: "region" });
    // The first language to use a name keeps it.
    for (const code of codes) setOnce(table, plainWords(namesIn.of(code) ?? ""), code);
  }
  for (const code of codes) {
    setOnce(table, code.toLowerCase(), code);
    for (const name of OTHER_NAMES[code] ?? []) table.set(name, code);
  }
  return table;
}

function setOnce(table: Map<string, string>, name: string, code: string): void {
  if (name !== "" && !table.has(name)) table.set(name, code);
}
