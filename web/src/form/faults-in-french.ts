/**
 * What the server says of a field, in French, by its English with letters for what stands in it. The server says it in an
 * answer and keeps none of it: the English is the name of the sentence. Fetched with the first form that is read in French.
 */
import { fillIn, readerOf } from "../../../src/contract/sentences.ts";

const FAULTS: Readonly<Record<string, string>> = {
  "is missing; expected {a}": "manque ; attendu : {a}",
  "expected {a}": "attendu : {a}",
  "is not a known field here; expected {a}": "n’est pas un champ connu ici ; attendu : {a}",
  "is not known here; expected {a}": "n’est pas connu ici ; attendu : {a}",
  "is named {a}; expected {b}": "s’appelle {a} ; attendu : {b}",
  "contains U+0000; expected {a}": "contient U+0000 ; attendu : {a}",
  "contains a lone surrogate; expected {a}": "contient un demi-caractère de substitution ; attendu : {a}",
  "the event's type stands beside data": "le type de l’événement se place à côté de data",
  "leave it out where deliveries are signed with a secret":
    "à laisser vide quand les envois sont signés avec un secret",
  "leave it out; the source gets a token instead": "à laisser vide ; la source reçoit un jeton à la place",
};

/** What was expected, as it stands within those. */
const EXPECTATIONS: Readonly<Record<string, string>> = {
  text: "du texte",
  "a number": "un nombre",
  "a whole number": "un nombre entier",
  "true or false": "vrai ou faux",
  "a list": "une liste",
  "an object": "un objet",
  null: "rien",
  nothing: "rien",
  "a UUID": "un UUID",
  "a UUID such as {a}": "un UUID comme {a}",
  "an e-mail address such as {a}": "une adresse e-mail comme {a}",
  "a date such as {a}": "une date comme {a}",
  "an instant such as {a}": "un instant comme {a}",
  "an address such as {a}": "une adresse comme {a}",
  "one of {a}": "l’un de {a}",
  "text of the pattern {a}": "du texte de la forme {a}",
  "at least {a} characters": "au moins {a} caractères",
  "at least {a} character": "au moins {a} caractère",
  "at most {a} characters": "au plus {a} caractères",
  "at most {a} character": "au plus {a} caractère",
  "at least {a} entries": "au moins {a} éléments",
  "at least {a} entry": "au moins {a} élément",
  "at most {a} entries": "au plus {a} éléments",
  "at most {a} entry": "au plus {a} élément",
  "{a} or more": "{a} ou plus",
  "{a} or less": "{a} ou moins",
  "{a}, or {b}": "{a}, ou {b}",
  "1 to 200 visible ASCII characters": "1 à 200 caractères ASCII visibles",
  "1 to 64 of a-z, 0-9 and hyphen, such as partners-in-prevention":
    "1 à 64 signes parmi a-z, 0-9 et le trait d’union, comme partners-in-prevention",
  "1 to {a} days": "1 à {a} jours",
  "1990 or later": "1990 ou plus tard",
  "200 engagements at most": "200 dossiers au plus",
  "CSV; row {a} cannot be read ({b})": "du CSV ; la ligne {a} est illisible ({b})",
  "`next` of the page before": "le « next » de la page précédente",
  "`next` of the page before; begin again without one":
    "le « next » de la page précédente ; recommencez sans",
  "`next` of the part before": "le « next » de la partie précédente",
  "`planHash` of the preview": "le « planHash » de l’aperçu",
  "a JSON object in UTF-8": "un objet JSON en UTF-8",
  "a SHA-256 as 64 hex digits": "un SHA-256 en 64 chiffres hexadécimaux",
  "a code of a-z, 0-9, _, . and -, such as {a}": "un code parmi a-z, 0-9, _, . et -, comme {a}",
  "a code of its interests or sectors": "un code de ses intérêts ou de ses secteurs",
  "a code of the programme's list {a}: {b}": "un code de la liste {a} du programme : {b}",
  "a day after `from`": "un jour postérieur au début",
  "a day from {a} on": "un jour à partir du {a}",
  "a day from {a} on, when it began": "un jour à partir du {a}, quand cela a commencé",
  "a day that there was, such as {a}": "un jour qui a existé, comme {a}",
  "a day, a month or a year, such as {a}": "un jour, un mois ou une année, comme {a}",
  "a day, a month, a year or an instant, such as {a}": "un jour, un mois, une année ou un instant, comme {a}",
  "a day, such as {a}": "un jour, comme {a}",
  "a delivery of the source or a body, and not both": "un envoi de la source ou un contenu, et pas les deux",
  "a folder": "un dossier",
  "a job that begins, as none ends": "une fonction qui commence, puisqu’aucune ne finit",
  "a journal row such as 3, or an instant such as {a}":
    "une ligne du journal comme 3, ou un instant comme {a}",
  "a label in at least one language": "un libellé dans une langue au moins",
  "a language such as en": "une langue comme fr",
  "a language such as en or pt-BR": "une langue comme fr ou pt-BR",
  "a line of headings and a row below it": "une ligne d’en-têtes et une ligne en dessous",
  "a line of headings and a row below it; the file is empty":
    "une ligne d’en-têtes et une ligne en dessous ; le fichier est vide",
  "a message of RFC 5322": "un message selon la RFC 5322",
  "a month such as {a}": "un mois comme {a}",
  "a month, such as {a}": "un mois, comme {a}",
  "a name": "un nom",
  "a name or an e-mail address": "un nom ou une adresse e-mail",
  "a name that no other rule has": "un nom qu’aucune autre règle ne porte",
  "a name, an e-mail address, a telephone number or an organisation":
    "un nom, une adresse e-mail, un numéro de téléphone ou une organisation",
  "a number of the agenda, such as 4.2": "un numéro de l’ordre du jour, comme 4.2",
  "a password": "un mot de passe",
  "a programme that is not below this one": "un programme qui n’est pas au-dessous de celui-ci",
  "a reason": "un motif",
  "a reason in at least ten characters": "un motif d’au moins dix caractères",
  "a row below the headings": "une ligne sous les en-têtes",
  "a text in at least one language": "un texte dans une langue au moins",
  "a version from {a} to {b}": "une version de {a} à {b}",
  "a word of two letters or digits, or more": "un mot d’au moins deux lettres ou chiffres",
  "an IANA time zone, such as Europe/Rome": "un fuseau horaire de l’IANA, comme Europe/Rome",
  "an ISO 3166-1 alpha-2 code, such as IT": "un code ISO 3166-1 alpha-2, comme IT",
  "an address nobody here signs in with": "une adresse avec laquelle personne ne se connecte ici",
  "an e-mail address": "une adresse e-mail",
  "an engagement of the recommendation's programme": "un dossier du programme de la recommandation",
  "an event of the workflow": "un événement du parcours",
  "an event of the workflow engagement": "un événement du parcours « dossier »",
  "an instant, ISO 8601 in UTC, or null": "un instant, ISO 8601 en UTC, ou rien",
  "an organisation that is not this one or part of it":
    "une organisation qui n’est ni celle-ci ni une de ses parties",
  "an origin such as https://www.example.org, without a path":
    "une origine comme https://www.example.org, sans chemin",
  "another address than the nominee's": "une autre adresse que celle de la personne proposée",
  "another code of the list {a} that is not retired": "un autre code de la liste {a}, qui ne soit pas retiré",
  "another record of the same programme": "un autre élément du même programme",
  "as much of a date as is known: 2013, 2013-06 or 2013-06-15":
    "ce que l’on sait de la date : 2013, 2013-06 ou 2013-06-15",
  "at least one engagement": "un dossier au moins",
  "at least one kind of record": "une sorte d’élément au moins",
  "at least one role": "un rôle au moins",
  "either partyId or accountId": "soit partyId, soit accountId",
  "exactly one of to and advanceMs": "soit to, soit advanceMs",
  "headings of the file, each for one field": "des en-têtes du fichier, chacun pour un champ",
  "headings of {a} characters at most": "des en-têtes de {a} caractères au plus",
  "none: only {a} are held in a body": "rien : seuls {a} s’exercent dans un organe",
  "one of the places held: {a}": "l’une des fonctions exercées : {a}",
  "one of the programme's languages: {a}": "l’une des langues du programme : {a}",
  "one of your programmes; the house's own chain is for who reads the whole trail":
    "l’un de vos programmes ; la chaîne de la maison est à qui lit toute la piste d’audit",
  "overdue or week": "overdue ou week",
  "somebody of the same programme": "quelqu’un du même programme",
  "something to search for": "quelque chose à chercher",
  "the app's client id, & and its client secret":
    "l’identifiant client de l’application, & et son secret client",
  "the effect as the incident names it": "l’effet comme l’incident le nomme",
  "the id of a case in the programme the message came to":
    "l’identifiant d’un dossier du programme auquel le message est arrivé",
  "the id of a person in the meeting's programme": "l’identifiant d’une personne du programme de la réunion",
  "the id of a person of the programme": "l’identifiant d’une personne du programme",
  "the id of a working group of the programme": "l’identifiant d’un groupe de travail du programme",
  "the id of an officer of the programme": "l’identifiant d’un chargé de programme",
  "the id of an organisation of the programme's directory":
    "l’identifiant d’une organisation du répertoire du programme",
  "the id of an organisation of the same directory": "l’identifiant d’une organisation du même répertoire",
  "the id of one of the person's affiliations": "l’identifiant d’une des fonctions de la personne",
  "the id of somebody who has a part in the programme": "l’identifiant de quelqu’un qui a part au programme",
  "the id of something the plan lists in `since`": "l’identifiant d’un élément que l’aperçu énumère",
  "the number of a version, or its definition's hash":
    "le numéro d’une version, ou l’empreinte de sa définition",
  "the secret the vendor signs with from now on": "le secret avec lequel le fournisseur signe désormais",
  "the slug or id of a programme of the same institution":
    "le nom court ou l’identifiant d’un programme de la même institution",
  "the slug or id of a programme you have a part in":
    "le nom court ou l’identifiant d’un programme auquel vous avez part",
  "the slug or id of an institution you know":
    "le nom court ou l’identifiant d’une institution que vous connaissez",
  "to be left out: the current affiliation says it; change that instead":
    "rien : la fonction actuelle le dit ; modifiez celle-ci",
  "to be left out: you are the one who proposes": "rien : c’est vous qui proposez",
  "two capital letters of ISO 3166-1, such as GB": "deux majuscules de l’ISO 3166-1, comme FR",
  "two letters of ISO 639-1, such as pt": "deux lettres de l’ISO 639-1, comme fr",
  "what it is for": "à quoi cela sert",
  "what you note": "ce que vous notez",
  "whsec_ and {a} to {b} bytes in base64": "whsec_ et {a} à {b} octets en base64",
  "whsec_ and {a} to {b} bytes in base64, or the sender's public key: whpk_ and {c} bytes in base64":
    "whsec_ et {a} à {b} octets en base64, ou la clé publique de l’émetteur : whpk_ et {c} octets en base64",
  "why {a} may become {b}": "pourquoi {a} peut devenir {b}",
  "your name": "votre nom",
  "{a} columns at most": "{a} colonnes au plus",
  "{a} or an earlier day": "le {a} ou un jour antérieur",
  "{a} or an earlier day; enter it on the day": "le {a} ou un jour antérieur ; saisissez-le le jour même",
  "{a} or earlier": "{a} ou plus tôt",
  "{a} or stricter": "{a} ou plus strict",
  "{a} rows at most": "{a} lignes au plus",
  "no fields": "aucun champ",
  "another name": "un autre nom",
  "text without it": "du texte sans lui",
  "well-formed Unicode": "de l’Unicode bien formé",
};

const readFault = readerOfKeys(FAULTS);
const readExpectation = readerOfKeys(EXPECTATIONS);

/** The English is the key, and what is read. */
function readerOfKeys(french: Readonly<Record<string, string>>) {
  return readerOf(Object.fromEntries(Object.keys(french).map((english) => [english, english])));
}

/** Undefined for words that are not here. */
export function faultInFrench(said: string): string | undefined {
  const found = readFault(said);
  if (found === undefined) return undefined;
  const { key, values } = found;
  const expected = Object.keys(values).at(-1);
  const inFrench = Object.entries(values).map(([name, value]) => [
    name,
    name === expected ? (expectationInFrench(value) ?? value) : value,
  ]);
  return fillIn(FAULTS[key] ?? said, Object.fromEntries(inFrench));
}

function expectationInFrench(said: string): string | undefined {
  const found = readExpectation(said);
  if (found === undefined) return undefined;
  const inFrench = Object.entries(found.values).map(([name, value]) => [
    name,
    expectationInFrench(value) ?? value,
  ]);
  return fillIn(EXPECTATIONS[found.key] ?? said, Object.fromEntries(inFrench));
}
