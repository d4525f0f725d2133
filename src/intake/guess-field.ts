/**
 * What a label probably asks for. A guess for forms that nobody has mapped yet; a mapping always wins. English,
 * French, Spanish, Portuguese and Italian, and the commonest words of Swedish, German, Dutch, Greek and a few more. All without accents.
 */
import { hasPhrase, phrasesOf, plainWords } from "./clean-text.ts";
import type { OurField } from "./inquiry.ts";

interface Rule {
  readonly field: OurField;
  readonly phrases: readonly string[];
  /** Words that turn the label into another question. */
  readonly unless?: readonly string[];
  /** A long sentence that has the word in passing does not ask for it. */
  readonly wordsMax: number;
}

/** In the order in which they are tried: "Your role in the organisation" asks for the role. */
const RULES: readonly Rule[] = [
  {
    field: "noteVerbale",
    phrases: phrasesOf("note verbale, note verbales, nota verbale, nota verbal, verbal note, notes verbales"),
    unless: phrasesOf("date, fecha, data, attach, upload, copy, copie, copia"),
    wordsMax: 15,
  },
  {
    field: "nominator",
    phrases: phrasesOf(
      "nominator, nominated by, nominated you, referred by, referred you, recommended by, recommended you, proposed by, propose par, recommande par, a propose, a recommande, parrain, propuesto por, propuesta por, recomendado por, recomendada por, nominado por, le propuso, proposto por, indicado por, indicada por, o indicou, lo indico, proposto da, proposta da, segnalato da, segnalata da, raccomandato da, ti ha proposto",
    ),
    unless: phrasesOf("email, e mail, correo, courriel, phone"),
    wordsMax: 15,
  },
  {
    field: "nomineeEmail",
    phrases: phrasesOf(
      "nominee email, nominee e mail, nominee s email, nominee s e mail, email of the nominee, e mail of the nominee, candidate email, candidate s email, email of the candidate, email of the person you nominate, email of the person you propose, courriel de la personne proposee, email de la personne proposee, courriel du candidat, email du candidat, correo de la persona propuesta, correo del candidato, email de la persona propuesta, email da pessoa indicada, email da pessoa proposta, e mail da pessoa indicada, email do candidato, email della persona proposta, e mail della persona proposta, email della persona segnalata, email del candidato",
    ),
    wordsMax: 15,
  },
  {
    field: "nominee",
    phrases: phrasesOf(
      "nominee, nominees, nominate, nomination, nominating, candidate, personne proposee, candidat, candidate propose, souhaitez vous proposer, persona propuesta, candidato, candidata, pessoa indicada, pessoa proposta, persona proposta, persona segnalata",
    ),
    unless: phrasesOf(
      "email, e mail, correo, courriel, phone, why, pourquoi, por que, perche, organisation, organization, letter, deadline",
    ),
    wordsMax: 15,
  },
  {
    field: "organisationKind",
    phrases: phrasesOf(
      "type of organisation, type of organization, organisation type, organization type, kind of organisation, kind of organization, organisation kind, organization kind, legal form, type of entity, type of institution, type d organisation, type d organisme, type de structure, nature de l organisme, forme juridique, tipo de organizacion, tipo de entidad, tipo de institucion, forma juridica, tipo de organizacao, tipo de entidade, tipo de instituicao, tipo di organizzazione, tipo di ente, tipo di istituzione, natura giuridica",
    ),
    wordsMax: 15,
  },
  {
    field: "requestLevel",
    phrases: phrasesOf(
      "level of request, level of the request, request level, national or local, national local, level of government, level of authority, niveau de la demande, niveau de gouvernement, national ou local, nivel de la solicitud, nivel de gobierno, nacional o local, nivel do pedido, nivel de governo, nacional ou local, livello della richiesta, livello di governo, nazionale o locale",
    ),
    wordsMax: 12,
  },
  {
    field: "commitment",
    phrases: phrasesOf(
      "commitment, time commitment, availability, how much time, hours, hours per month, level of involvement, how involved, engagement horaire, niveau d engagement, disponibilite, disponibilites, combien de temps, combien d heures, dedicacion, disponibilidad, compromiso, cuanto tiempo, horas, disponibilidade, compromisso, quanto tempo, disponibilita, impegno, livello di impegno, ore al mese",
    ),
    unless: phrasesOf("commitment to, office hours, opening hours, business hours, statement"),
    wordsMax: 16,
  },
  {
    field: "mode",
    phrases: phrasesOf(
      "remote, remotely, in person, in person or remote, mode of participation, participation mode, online or in person, on site, mode de participation, a distance, en presentiel, en personne, modalidad, modalidad de participacion, a distancia, presencial, en persona, modalidade, modo de participacao, forma de participacao, em pessoa, modalita, modalita di partecipazione, da remoto, a distanza, in presenza, di persona",
    ),
    wordsMax: 16,
  },
  {
    field: "language",
    phrases: phrasesOf(
      "language, languages, preferred language, working language, langue, langues, langue de travail, langue preferee, idioma, idiomas, lengua, idioma de trabajo, idioma preferido, lingua, lingue, lingua di lavoro, lingua preferita, idioma de trabalho",
    ),
    unless: phrasesOf("programming, programmation, programacion, programacao, programmazione"),
    wordsMax: 12,
  },
  {
    field: "idea",
    phrases: phrasesOf(
      "idea, ideas, suggestion, suggestions, proposal, proposals, idee, idees, proposition, propositions, propuesta, propuestas, sugerencia, sugerencias, ideia, ideias, proposta, propostas, sugestao, sugestoes, proposte, suggerimento, suggerimenti",
    ),
    unless: phrasesOf("proposal number, deadline, budget"),
    wordsMax: 20,
  },
  {
    field: "concerns",
    phrases: phrasesOf(
      "concern, concerns, worries, concerned about, worried about, preoccupation, preoccupations, inquietude, inquietudes, preocupacion, preocupaciones, le preocupa, preocupacao, preocupacoes, o preocupa, preoccupazione, preoccupazioni, ti preoccupa",
    ),
    unless: phrasesOf("may concern, data protection, privacy"),
    wordsMax: 25,
  },
  {
    field: "email",
    phrases: phrasesOf(
      "email, e mail, mail, emails, courriel, adresse mail, adresse electronique, correo, correo electronico, correio eletronico, posta elettronica, البريد الالكتروني, электронная почта, почта, эл почта, e post, epost, e postadress, e mail adresse, mailadres, ηλεκτρονικο ταχυδρομειο, ηλεκτρονικη διευθυνση, διευθυνση email, 邮箱, 电子邮箱, 电子邮件, 郵箱, 電子郵件, メール, メールアドレス, 이메일",
    ),
    wordsMax: 30,
  },
  {
    field: "phone",
    phrases: phrasesOf(
      "phone, telephone, tel, mobile, cell, cellphone, phone number, portable, telefono, telefone, telefon, movil, celular, cellulare, telemovel, whatsapp, هاتف, رقم الهاتف, телефон, telefonnummer, mobilnummer, mobiltelefon, handynummer, telefoonnummer, telefoon, τηλεφωνο, κινητο, αριθμος τηλεφωνου, telefonu, telefonico, telefonica, puhelin, puhelinnumero, telefonszam, 电话, 電話, 電話番号, 전화번호",
    ),
    wordsMax: 15,
  },
  {
    field: "consent",
    phrases: phrasesOf(
      "consent, agree, accept, privacy, gdpr, rgpd, lgpd, terms, data protection, consentement, accepte, conditions, donnees personnelles, consentimiento, acepto, privacidad, consentimento, aceito, privacidade, consenso, acconsento, accetto, condizioni, samtycke, godkanner, personuppgifter, einwilligung, datenschutz, datenschutzerklarung, datenschutzhinweise, einverstanden, zustimmung, toestemming, privacyverklaring, συναινεση, προσωπικα δεδομενα",
    ),
    unless: phrasesOf("newsletter, marketing, mailing, updates, lettre d information, boletin, promotional"),
    wordsMax: 60,
  },
  {
    field: "capacity",
    phrases: phrasesOf(
      "role, job title, jobtitle, position, function, capacity, occupation, profession, job, designation, poste, fonction, qualite, metier, cargo, puesto, rol, ocupacion, profesion, calidad, funcao, papel, ocupacao, profissao, ruolo, qualifica, posizione, professione, carica, incarico, mansione, stakeholder group, stakeholder type, должность, посада, stanowisko, funkce, stilling, unvan, 职位, 職位, 役職, 직책, befattning, roll, yrke, beruf, funktion, berufsbezeichnung, functie, beroep, θεση, ιδιοτητα, επαγγελμα",
    ),
    unless: phrasesOf("statement, should, think, open position"),
    wordsMax: 10,
  },
  {
    field: "affiliation",
    phrases: phrasesOf(
      "behalf, represent, representing, independent, independently, individual, affiliation, independant, titre individuel, au nom, representez vous, independiente, titulo individual, a titulo personal, en nombre, independente, em nome, indipendente, a titolo, per conto, rappresenti",
    ),
    wordsMax: 20,
  },
  {
    field: "country",
    phrases: phrasesOf(
      "country, nation, pays, pais, paese, nazione, stato, where are you from, ou habitez vous, ou residez vous, de donde es, donde vive, onde mora, de onde e, dove vive, wo wohnen sie, land, where are you based, based in, location, residence, state or country, دولة, الدولة, البلد, страна, negara, staat, χωρα, kraj, zeme, orszag, ulke, країна, 国家, 國家, 国, 국가",
    ),
    unless: phrasesOf("code, landline"),
    wordsMax: 14,
  },
  {
    field: "interests",
    phrases: phrasesOf(
      "interest, interests, interested in, interest you, topic, topics, theme, themes, working group, working groups, sector, sectors, focus area, focus areas, area of expertise, areas of expertise, centres d interet, centre d interet, interet, interets, groupe de travail, groupes de travail, secteur, secteurs, thematique, thematiques, interes, intereses, areas de interes, grupo de trabajo, grupos de trabajo, sectores, tema, temas, interesse, interesses, areas de interesse, grupo de trabalho, grupos de trabalho, setor, setores, interessi, gruppo di lavoro, gruppi di lavoro, settore, settori, temi, intresse, intressen, intresseomraden, arbetsgrupp, interessen, interessengebiete, arbeitsgruppe, arbeitsgruppen, interessegebieden, onderwerpen, werkgroep, ενδιαφεροντα, ομαδα εργασιας, τομεας, τομεις",
    ),
    unless: phrasesOf(
      "describe, explain, interest in joining, conflict, conflicts, why, pourquoi, por que, perche, conflit, conflicto, conflito, conflitto, message",
    ),
    wordsMax: 15,
  },
  {
    field: "kind",
    phrases: phrasesOf(
      "kind, purpose, reason, inquiry type, enquiry type, request type, type of inquiry, type of enquiry, type of request, nature of, i would like to, i want to, would you like to, like to do, how can we help, subject, how would you like, motif, objet, sujet, betreff, onderwerp, type de demande, souhaitez, motivo, asunto, tipo de consulta, tipo de solicitud, tipo de pedido, assunto, tipo di richiesta, oggetto, desea, deseja, desidera",
    ),
    wordsMax: 20,
  },
  {
    field: "organisation",
    phrases: phrasesOf(
      "organisation, organization, organisations, company, employer, institution, institute, affiliation, firm, agency, ngo, entity, university, school, workplace, place of work, universite, lieu de travail, universidad, lugar de trabajo, universidade, universita, business name, association, who do you work for, where do you work, entreprise, societe, organisme, structure, employeur, organizacion, empresa, institucion, entidad, organizacao, instituicao, entidade, organizzazione, azienda, societa, istituzione, ente, firma, unternehmen, organisatie, المنظمة, المؤسسة, الشركة, организация, компания, perusahaan, organisasi, foretag, myndighet, einrichtung, behorde, verein, bedrijf, instelling, organizacja, organizace, szervezet, organisaatio, yritys, kurum, kurulus, organizatie, організація, 公司, 单位, 機関, 会社, 会社名, 団体名, 회사, 기관, 소속, οργανισμος, εταιρεια, φορεας, υπηρεσια",
    ),
    unless: phrasesOf(
      "type, tipo, size, taille, tamano, many, combien, website, url, web, address, adresse, direccion, endereco, indirizzo, sector, why, describe, registration, number, numero, mission",
    ),
    wordsMax: 12,
  },
  {
    field: "message",
    phrases: phrasesOf(
      "message, comment, comments, question, questions, tell us, how can we help, describe your interest, interest in joining, comment pouvons nous vous aider, como podemos ayudarle, como podemos ayudarte, como podemos ayudar, como podemos ajudar, come possiamo aiutarti, come possiamo aiutarla, wie konnen wir ihnen helfen, additional information, anything else, motivation, why, details, description, remarks, note, notes, inquiry, enquiry, request, reason, commentaire, commentaires, pourquoi, precisions, votre demande, mensaje, comentario, comentarios, consulta, pregunta, por que, mensagem, pergunta, messaggio, commento, commenti, domanda, richiesta, perche, nachricht, رسالة, الرسالة, сообщение, pesan, meddelande, kommentar, kommentarer, fraga, mitteilung, ihr anliegen, bemerkungen, bericht, opmerking, opmerkingen, toelichting, vraag, μηνυμα, σχολια, ερωτηση, wiadomosc, zprava, uzenet, viesti, mesaj, mesajiniz, poruka, besked, melding, повідомлення, 留言, メッセージ, お問い合わせ内容, 메시지",
    ),
    wordsMax: 25,
  },
];

const FULL_NAME = phrasesOf(
  "first and last name, first last name, first name last name, name and surname, nome e cognome, nome e sobrenome, nombre y apellido, nombre y apellidos, prenom et nom, nom et prenom, nom et prenoms, vorname und nachname, vor und nachname, voor en achternaam, imie i nazwisko, jmeno a prijmeni, nume si prenume, ime i prezime, ad soyad, adi soyadi, ho va ten",
);
const GIVEN_NAME = phrasesOf(
  "first name, firstname, given name, given names, forename, fname, name first, forenames, christian name, prenom, prenoms, primer nombre, nombre de pila, nombres, primeiro nome, nome proprio, vorname, voornaam, fornamn, fornavn, etunimi, imie, prenume, keresztnev",
);
const FAMILY_NAME = phrasesOf(
  "last name, lastname, surname, family name, lname, name last, surnames, nom de famille, primer apellido, apellido paterno, apellido, apellidos, sobrenome, apelido, ultimo nome, cognome, nachname, achternaam, efternamn, familienname, επωνυμο, фамилия, etternavn, efternavn, sukunimi, nazwisko, prijmeni, vezeteknev, soyad, soyadi, прізвище",
);
const NAME = phrasesOf(
  "name, names, nom, nombre, nome, nama, naam, namn, ονομα, ονοματεπωνυμο, fullname, اسم, الاسم, имя, фио, 姓名, 名字, 名前, お名前, 氏名, ご氏名, 이름, 성함, 성명, שם",
);
/** Labels that ask for a name without the word. */
const WHOM = new Set(
  phrasesOf(
    "contact person, personne de contact, personne a contacter, persona de contacto, pessoa de contato, pessoa de contacto, persona di contatto, ansprechpartner, ansprechpartnerin, kontaktperson, contactpersoon, 您的姓名, 你的姓名, 您的名字, 联系人, 联系人姓名, 聯絡人, 聯絡人姓名, 申请人姓名, 担当者名, ご担当者名, ご担当者氏名",
  ),
);
/** Words of languages that few programmes speak, and short ones: they ask for the name where no other label does. */
const FAR_NAMES: ReadonlySet<string> = new Set(phrasesOf("піб, navn, nimi, nev, jmeno, nume, ime, isim"));
const FILLERS = new Set(
  phrasesOf(
    "what, which, s, is, are, your, you, my, the, of, a, an, full, complete, completo, completa, complet, legal, please, enter, type, in, here, contact, person, applicant, respondent, user, participant, can, may, we, have, could, tell, us, and, or, et, y, e, ed, ou, o, votre, vos, ton, le, la, les, l, de, du, d, su, tu, seu, sua, il, lo, tuo, suo, quel, est, cual, es, qual, required, obligatoire, obligatorio, optional, data, fields, submission, answers, ditt, din, ihr, ihre, dein, uw, je, volledige, vollstandiger, το, σας, πληρες, lengkap, kamu, anda, الكامل, полное, hi, hello, hey, there, welcome, great, thanks, thank, first, up, let, start, with, begin, now, so, ok, okay, representative, submitter, registrant, attendee, delegate, main, primary, principal, lead, individual, customer, visitor, sender, author, volunteer, member, bonjour, hola, ola, ciao, salut, מלא",
  ),
);

/** What a word asks for in some languages and not in others: "Cargo" is a position in Spanish and a load in English. */
const FALSE_FRIENDS: readonly (readonly [word: string, asksIn: string, not: string])[] = [
  ["cargo", "es pt", "en"],
  ["land", "de nl sv", "en"],
  ["roll", "sv", "en"],
  ["bericht", "nl", "de"],
  ["fraga", "sv", "pt"],
  ["nombre", "es", "fr"],
  ["nombres", "es", "fr"],
  ["firma", "de pt", "es it"],
  ["papel", "pt", "es"],
  ["poste", "fr", "en es pt"],
  ["portable", "fr", "en"],
  ["rol", "es", "fr"],
  ["structure", "fr", "en"],
  ["note", "en it", "fr"],
  ["notes", "en", "fr"],
  ["cell", "en", "fr"],
  ["nom", "fr", "pt"],
  ["tema", "es pt it", "en"],
  ["ore", "it", "en"],
  ["candidate", "en", "fr it"],
  ["objet", "fr", "en"],
  ["conditions", "fr", "en"],
  ["position", "en", "fr"],
];
/** No label has it, so it asks for nothing; and being no filler, it leaves no name behind. */
const FOREIGN = "\u00d7";

/** A word is read in the first of the programme's languages that knows it; without any of them it may mean what it likes. */
function withoutFalseFriends(words: string, languages: readonly string[]): string {
  if (languages.length === 0) return words;
  const foreign = FALSE_FRIENDS.filter(([, asksIn, not]) => {
    const speaks = (codes: string) => languages.some((language) => codes.split(" ").includes(language));
    return !speaks(asksIn) && speaks(not);
  }).map(([word]) => word);
  return words
    .split(" ")
    .map((word) => (foreign.includes(word) ? FOREIGN : word))
    .join(" ");
}

/** Whether a label is a name's in a language that `guessFields` does not try. */
export function asksFarForName(label: string): boolean {
  const words = plainWords(label).split(" ");
  return (
    words.some((word) => FAR_NAMES.has(word)) &&
    words.every((word) => FAR_NAMES.has(word) || FILLERS.has(word))
  );
}

/** The fields that a label may ask for, the likeliest first. Whether the answer fits is for the caller to see. */
export function guessFields(label: string, languages: readonly string[] = []): OurField[] {
  const whole = plainWords(label);
  const bare = plainWords(label.replace(/\([^)]*\)/g, " "));
  if (bare === whole || bare === "") return fieldsOf(whole, languages);

  // "Name (First)" and "Address (Country)": what stands in brackets tells which part of it is asked for.
  const [part = ""] = /(?<=\()[^()]{1,30}(?=\))/.exec(label) ?? [];
  const partWords = plainWords(part);
  const asked = fieldsOf(bare, languages);
  if (asked[0] === "name" && OTHER_PARTS.includes(partWords)) return [];
  const [narrower] = asked[0] === "name" ? fieldsOf(whole, languages) : [];
  if (narrower === "givenName" || narrower === "familyName") return [narrower];
  return asked.length === 0 && partWords.split(" ").length <= 2 ? fieldsOf(whole, languages) : asked;
}

/** Parts of a name that are not the name. */
const OTHER_PARTS = phrasesOf(
  "middle, middle name, prefix, suffix, title, maiden, maiden name, nickname, initial, initials",
);

function fieldsOf(plain: string, languages: readonly string[]): OurField[] {
  const words = withoutFalseFriends(plain, languages);
  const count = words.split(" ").length;

  const named = guessName(words.replace(WRAPPERS, ""));
  const ruled = RULES.filter(
    ({ phrases, unless = [], wordsMax }) =>
      count <= wordsMax && hasPhrase(words, phrases) && !hasPhrase(words, unless),
  ).map(({ field }) => field);
  return named === null ? ruled : [named, ...ruled];
}

/** In what senders wrap their fields: `payload.data.name`, `form_fields[name]`. What is called `payload.name` is the form. */
const WRAPPERS =
  /^(?:payload data|form fields|form data|responses?|params|attributes|properties|values) (?=.)/;

/** Only when nothing else is left of the label, since ships and projects have names too. */
function guessName(words: string): "name" | "givenName" | "familyName" | null {
  if (WHOM.has(words) || hasPhrase(words, FULL_NAME)) return "name";
  const withoutGiven = without(words, GIVEN_NAME);
  const rest = without(withoutGiven, FAMILY_NAME);
  const left = rest.split(" ").filter((word) => !FILLERS.has(word) && !/^q?\d*$/.test(word));
  if (left.some((word) => !NAME.includes(word))) return null;

  const given = withoutGiven !== words;
  const family = rest !== withoutGiven;
  if ((given && family) || left.length > 0) return "name";
  if (given) return "givenName";
  return family ? "familyName" : null;
}

function without(words: string, phrases: readonly string[]): string {
  let rest = ` ${words} `;
  for (const phrase of phrases) rest = rest.replaceAll(` ${phrase} `, "  ");
  return rest.trim() === words ? words : rest.trim();
}
