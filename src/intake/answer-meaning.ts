/** What an answer says, in English, French, Spanish, Portuguese and Italian. Null or `unknown` when it does not say. */
import { hasPhrase, phrasesOf, plainWords } from "./clean-text.ts";
import type {
  Affiliation,
  AnswerValue,
  Commitment,
  InquiryKind,
  Mode,
  OrganisationKind,
  RequestLevel,
} from "./inquiry.ts";

/** Stems, matched at the start of a word; the first row that has one decides. */
const KINDS: readonly (readonly [InquiryKind, RegExp])[] = [
  ["formal_request", /\b(formal|official|officiel|oficial|ufficial|formel|note verbale|nota verbal)/],
  ["nomination", /\b(nominat|nominee|nomina un|nominar|designer quelqu|proponer a|indicar alguem|segnalare)/],
  ["idea", /\b(idea|idee|ideia|propos|propuest|suggest|sugge|sugest|sugerenc)/],
  ["question", /\b(question|pregunta|pergunta|domand|ask|enquir|inquir|renseignement|consulta|duda|duvida)/],
  [
    "participate",
    /\b(participa|partecipa|particip|join|take part|taking part|member|membre|miembro|membro|working group|rejoindre|adher|aderi|unir|involved|engage|contribut|contribu)/,
  ],
];

export function inquiryKindOf(value: AnswerValue): InquiryKind | null {
  const words = wordsOf(value);
  if (words === "other" || words === "autre" || words === "otro" || words === "outro" || words === "altro") {
    return "other";
  }
  return KINDS.find(([, stems]) => stems.test(words))?.[0] ?? null;
}

const INDEPENDENT =
  /\b(independent|independant|independiente|independente|indipendente|individual|individu|individuo|individuel|particulier|particular|privato|private|personal|personally|personnel|myself|own behalf|nombre propio|nome proprio|proprio nome|propre nom|freelance|self employed|citizen|citoyen|ciudadan|cidada|cittadin)/;
const ORGANISED =
  /\b(organi[sz]a|organisme|company|companies|institution|entreprise|empresa|azienda|societe|instituc|instituic|istituz|association|asociacion|associa|represent|firm|employer|agency|government|ngo|behalf of (my|an|our|the|a) )/;
const NEGATED = /\b(not|non|no|nao|sin|sans|senza|sem|without|pas)\b/;

/** From a choice such as "As an individual, not for an organisation", or the yes to "Do you represent one?". */
export function affiliationOf(value: AnswerValue): Affiliation {
  if (typeof value === "boolean") return value ? "organisation" : "independent";
  const words = wordsOf(value);
  const organised = ORGANISED.test(words);
  if (INDEPENDENT.test(words) && (!organised || NEGATED.test(words))) return "independent";
  if (organised && !NEGATED.test(words)) return "organisation";
  return "unknown";
}

const SPEAKS_OF_CAPACITY =
  /\b(as an individual|personal capacity|on (my own )?behalf|an? (organi[sz]ation|company)|independent expert|titre (individuel|personnel)|au nom d|titulo (individual|personal)|en nombre de|em nome de|titolo (individuale|personale)|per conto)\b/;

/** A choice that says by itself in whose name somebody writes, whatever the question's words were. */
export function speaksOfAffiliation(value: AnswerValue): boolean {
  return SPEAKS_OF_CAPACITY.test(wordsOf(value)) && affiliationOf(value) !== "unknown";
}

/** The first row that has a stem decides: a trade association is an association of businesses. */
const ORGANISATION_KINDS: readonly (readonly [OrganisationKind, RegExp])[] = [
  [
    "trade_association",
    /\b(trade (association|body|group|union)|business (association|council)|industry (association|body|group)|chamber|chambre|camara|camera di commercio|federation|confeder|patronal|(association|organisation|syndicat) professionnel|asociacion (comercial|gremial|empresarial|profesional)|gremi|associacao (comercial|empresarial|setorial|profissional|industrial)|associazione (di categoria|commerciale|professionale))/,
  ],
  [
    "academia",
    /\b(academi|universi|research|recherche|investigaci|investigaca|pesquisa|ricerca|ensino superior|school|college|think tank|scien|cienci|scienz)/,
  ],
  [
    "ngo",
    /\b(ngo|ngos|ong|ongs|non govern|non gouvern|no gubern|nao govern|non profit|nonprofit|not for profit|but non lucratif|sin fines? de lucro|sem fins? lucrativos|senza (scopo|fini) di lucro|civil society|societe civile|sociedad civil|sociedade civil|societa civile|charity|foundation|fondation|fundacion|fundacao|fondazione|association|asociacion|associacao|associazione)/,
  ],
  [
    "government",
    /\b(government|gouvernement|gobierno|governo|ministr|public (sector|authorit|administration|body)|secteur public|sector publico|setor publico|settore pubblico|autorit|autorid|authority|embass|ambassad|embajad|embaixad|ambasciat|agency|agence publique|administration publique|administracion publica|administracao publica|regulator|state)/,
  ],
  [
    "business",
    /\b(business|company|companies|firm|private sector|industry|corporat|enterprise|entreprise|societe|secteur prive|empresa|sector privado|setor privado|industria|azienda|impresa|imprese|settore privato|commercial)/,
  ],
];

/** Which kind of organisation a choice such as "NGO / civil society" or "For my business" names (S-018). */
export function organisationKindOf(value: AnswerValue): OrganisationKind | null {
  const words = wordsOf(value);
  return ORGANISATION_KINDS.find(([, stems]) => stems.test(words))?.[0] ?? null;
}

const WRITTEN = /\b(writ|ecrit|escrit|scritt|correspond|comment)/;
const MEETINGS = /\b(meeting|attend|reunion|reuniao|reunioes|riunion|session|seance|sesion|sessao)/;
const HOURS =
  /\b(hour|heure|hora|horas|ora|ore|hrs?|h|day|days|jour|jours|dia|dias|giorn|\d+h)\b|\b(hours|heures|giorni)\b/;

/** Meetings include writing; "written only" is what stands alone. A number, asked for as hours, is hours (S-021). */
export function commitmentOf(value: AnswerValue): Commitment | null {
  if (typeof value === "number") return value > 0 ? "hours" : null;
  const words = wordsOf(value);
  const isOnly = /\b(only|seulement|uniquement|solo|solamente|apenas|somente|soltanto|just)\b/.test(words);
  if (WRITTEN.test(words) && (isOnly || !MEETINGS.test(words))) return "written";
  if (HOURS.test(words) || /^\d{1,4}$/.test(words)) return "hours";
  return MEETINGS.test(words) ? "meetings" : null;
}

const REMOTE =
  /\b(remote|remotely|online|virtual|video|distance|distancia|distanza|en ligne|en linea|remot[oa]|da remoto|telecon|zoom)/;
const IN_PERSON = /\b(in person|on site|onsite|face to face|presen(ce|tiel|cial|za)|physical|sur place)/;
const EITHER = /\b(both|either|hybrid|les deux|ambos|ambas|entramb|hibrid|ibrid|indifferen|no preference)/;

/** How somebody would take part: from afar, on the spot, or either (S-021). */
export function modeOf(value: AnswerValue): Mode | null {
  if (typeof value === "boolean") return null; // A yes, but to which?
  const words = wordsOf(value);
  const remote = REMOTE.test(words);
  const inPerson = IN_PERSON.test(words);
  if (EITHER.test(words) || (remote && inPerson)) return "either";
  if (remote) return "remote";
  return inPerson ? "in_person" : null;
}

const NATIONAL = /\b(national|nation|central|federal|nacional|nazional|country wide)/;
const LOCAL = /\b(local|municip|city|cities|town|ville|ciudad|cidade|citta|provinc|county|commun)/;

/** At which level a formal request was made (S-025); null for one that names both. */
export function requestLevelOf(value: AnswerValue): RequestLevel | null {
  const words = wordsOf(value);
  const national = NATIONAL.test(words);
  if (national === LOCAL.test(words)) return null;
  return national ? "national" : "local";
}

const NO_ORGANISATION = phrasesOf(
  ", n a, na, none, no, nil, x, not applicable, no organisation, no organization, aucun, aucune, neant, sans objet, ninguna, ninguno, nenhum, nenhuma, nessuna, nessuno",
);
const OWN_NAME = phrasesOf(
  "independent, individual, self, myself, private, self employed, freelance, freelancer, independent expert, independent consultant, independent researcher, private individual, personal capacity, citizen, independant, independante, particulier, independiente, particular, autonomo, autonoma, independente, individuo, indipendente, privato, libero professionista",
);

/** What stands in the organisation's field of people who have none: "n/a", or that they are independent. */
export function organisationOf(text: string): "organisation" | "independent" | "none" {
  const words = plainWords(text);
  if (NO_ORGANISATION.includes(words)) return "none";
  return OWN_NAME.includes(words) ? "independent" : "organisation";
}

const DISAGREES =
  /^(no|non|nao|false|off|0)\b|\b(not|don t|non|no|nao) (\S+ )?(agree|accept|consent|accetto|acconsento|acepto|aceito|accepte)|\b(disagree|refuse|rifiuto|decline|rechazo|recuso|withhold)\b/;
const AGREES =
  /\b(yes|oui|si|sim|true|on|1|ok|agree|accept|consent|allow|granted|checked|j accepte|acepto|aceito|accetto|acconsento|consento|consens|autori)/;

/** A tick, a yes, or a sentence that agrees. Null when it is neither yes nor no, and then it is not consent. */
export function consentOf(value: AnswerValue): boolean | null {
  if (typeof value === "boolean") return value;
  if (Array.isArray(value) && value.length === 0) return false; // A box that was there and not ticked.
  const words = wordsOf(value);
  if (DISAGREES.test(words)) return false;
  return AGREES.test(words) ? true : null;
}

/** The length first: the pattern takes quadratic time on a long text made for it (RFC 5321 allows 254). */
export function looksLikeEmail(text: string): boolean {
  return text.length <= 254 && /^[^\s@<>(),;:"]+@[^\s@<>(),;:"]+\.[^\s@<>(),;:"]+$/u.test(text);
}

/** Digits enough for a telephone number; the vendor or a person judges the rest. */
export function looksLikePhone(text: string): boolean {
  return /^(?:[+\p{Nd}\s().\-/x]|ext){5,40}$/iu.test(text) && text.replace(/\P{Nd}/gu, "").length >= 5;
}

/** Whether a label speaks of somebody or something other than the person who writes. */
export function isOfAnother(words: string): boolean {
  return hasPhrase(words, [
    "colleague",
    "collegue",
    "colega",
    "collega",
    "spouse",
    "parent",
    "guardian",
    "next of kin",
    "line manager",
    "billing",
    "referrer",
    "referee",
    "assistant",
    "supervisor",
    "emergency",
    "friend",
    "nominee",
    "nominees",
    "nominator",
    "nominated",
    "candidate",
    "candidat",
    "candidato",
  ]);
}

function wordsOf(value: AnswerValue): string {
  return plainWords(Array.isArray(value) ? value.join(" ") : String(value ?? ""));
}
