/**
 * What a label probably asks for. A guess for forms that nobody has mapped yet; a mapping always wins. English,
 * French, Spanish, Portuguese and Italian, and the commonest words of a few more. All without accents.
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
    field: "email",
    phrases: phrasesOf(
      "email, e mail, mail, emails, courriel, adresse mail, adresse electronique, correo, correo electronico, correio eletronico, posta elettronica, البريد الالكتروني, электронная почта, почта, эл почта",
    ),
    wordsMax: 30,
  },
  {
    field: "phone",
    phrases: phrasesOf(
      "phone, telephone, tel, mobile, cell, cellphone, phone number, portable, telefono, telefone, telefon, movil, celular, cellulare, telemovel, whatsapp, هاتف, رقم الهاتف, телефон",
    ),
    wordsMax: 15,
  },
  {
    field: "consent",
    phrases: phrasesOf(
      "consent, agree, accept, privacy, gdpr, rgpd, lgpd, terms, data protection, consentement, accepte, conditions, donnees personnelles, consentimiento, acepto, privacidad, consentimento, aceito, privacidade, consenso, acconsento, accetto, condizioni",
    ),
    unless: phrasesOf("newsletter, marketing, mailing, updates, lettre d information, boletin, promotional"),
    wordsMax: 60,
  },
  {
    field: "capacity",
    phrases: phrasesOf(
      "role, job title, jobtitle, position, function, capacity, occupation, profession, job, poste, fonction, qualite, metier, cargo, puesto, rol, ocupacion, profesion, calidad, funcao, papel, ocupacao, profissao, ruolo, qualifica, posizione, professione, stakeholder group, stakeholder type, должность",
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
      "country, nation, pays, pais, paese, land, where are you based, based in, location, residence, state or country, دولة, الدولة, البلد, страна, negara",
    ),
    unless: phrasesOf("code, landline"),
    wordsMax: 14,
  },
  {
    field: "interests",
    phrases: phrasesOf(
      "interest, interests, interested in, interest you, topic, topics, theme, themes, working group, working groups, sector, sectors, focus area, focus areas, area of expertise, areas of expertise, centres d interet, centre d interet, interet, interets, groupe de travail, groupes de travail, secteur, secteurs, thematique, thematiques, interes, intereses, areas de interes, grupo de trabajo, grupos de trabajo, sectores, tema, temas, interesse, interesses, areas de interesse, grupo de trabalho, grupos de trabalho, setor, setores, interessi, gruppo di lavoro, gruppi di lavoro, settore, settori, temi",
    ),
    unless: phrasesOf(
      "conflict, conflicts, why, pourquoi, por que, perche, conflit, conflicto, conflito, conflitto, message",
    ),
    wordsMax: 15,
  },
  {
    field: "kind",
    phrases: phrasesOf(
      "kind, purpose, reason, inquiry type, enquiry type, request type, type of inquiry, type of enquiry, type of request, nature of, i would like to, i want to, would you like to, like to do, how can we help, subject, how would you like, motif, objet, type de demande, souhaitez, motivo, asunto, tipo de consulta, tipo de solicitud, tipo de pedido, assunto, tipo di richiesta, oggetto, desea, deseja, desidera",
    ),
    wordsMax: 20,
  },
  {
    field: "organisation",
    phrases: phrasesOf(
      "organisation, organization, organisations, company, employer, institution, institute, affiliation, firm, agency, ngo, business name, association, who do you work for, where do you work, entreprise, societe, organisme, structure, employeur, organizacion, empresa, institucion, entidad, organizacao, instituicao, entidade, organizzazione, azienda, societa, istituzione, ente, firma, unternehmen, organisatie, المنظمة, المؤسسة, الشركة, организация, компания, perusahaan, organisasi",
    ),
    unless: phrasesOf(
      "type, tipo, size, taille, tamano, many, combien, website, url, web, address, adresse, direccion, endereco, indirizzo, sector, why, describe, registration, number, numero, mission",
    ),
    wordsMax: 12,
  },
  {
    field: "message",
    phrases: phrasesOf(
      "message, comment, comments, question, questions, tell us, how can we help, additional information, anything else, motivation, why, details, description, remarks, note, notes, inquiry, enquiry, request, reason, commentaire, commentaires, pourquoi, precisions, votre demande, mensaje, comentario, comentarios, consulta, pregunta, por que, mensagem, pergunta, messaggio, commento, commenti, domanda, richiesta, perche, nachricht, رسالة, الرسالة, сообщение, pesan",
    ),
    wordsMax: 25,
  },
];

const FULL_NAME = phrasesOf(
  "first and last name, first last name, first name last name, nome e cognome, prenom et nom",
);
const GIVEN_NAME = phrasesOf(
  "first name, firstname, given name, given names, forename, fname, name first, prenom, prenoms, primer nombre, nombre de pila, nombres, primeiro nome, nome proprio, vorname, voornaam",
);
const FAMILY_NAME = phrasesOf(
  "last name, lastname, surname, family name, lname, name last, nom de famille, apellido, apellidos, sobrenome, apelido, ultimo nome, cognome, nachname, achternaam, фамилия",
);
const NAME = phrasesOf("name, names, nom, nombre, nome, nama, naam, fullname, اسم, الاسم, имя, фио");
const FILLERS = new Set(
  phrasesOf(
    "what, which, s, is, are, your, you, my, the, of, a, an, full, complete, completo, completa, complet, legal, please, enter, type, in, here, contact, person, applicant, respondent, user, participant, can, may, we, have, could, tell, us, and, or, et, y, e, ed, ou, o, votre, vos, ton, le, la, les, l, de, du, d, su, tu, seu, sua, il, lo, tuo, suo, quel, est, cual, es, qual, required, obligatoire, obligatorio, optional, data, fields, submission, answers, lengkap, kamu, anda, الكامل, полное",
  ),
);

/** The fields that a label may ask for, the likeliest first. Whether the answer fits is for the caller to see. */
export function guessFields(label: string): OurField[] {
  const bare = plainWords(label.replace(/\([^)]*\)/g, " "));
  const words = bare === "" ? plainWords(label) : bare;
  const count = words.split(" ").length;

  const named = guessName(words.replace(/^payload data /, "")); // As Webflow and Netlify wrap their fields.
  const ruled = RULES.filter(
    ({ phrases, unless = [], wordsMax }) =>
      count <= wordsMax && hasPhrase(words, phrases) && !hasPhrase(words, unless),
  ).map(({ field }) => field);
  return named === null ? ruled : [named, ...ruled];
}

/** Only when nothing else is left of the label, since ships and projects have names too. */
function guessName(words: string): "name" | "givenName" | "familyName" | null {
  if (hasPhrase(words, FULL_NAME)) return "name";
  const withoutGiven = without(words, GIVEN_NAME);
  const rest = without(withoutGiven, FAMILY_NAME);
  const left = rest.split(" ").filter((word) => !FILLERS.has(word) && !/^\d*$/.test(word));
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
