/** The letter that confirms a message, in five languages (S-017); a formal request is confirmed in form (S-025). */
import { letterIn, type LetterFacts, type Words } from "../letter.ts";

interface Said {
  readonly subject: (programme: string) => string;
  readonly thanks: (programme: string) => string;
  readonly formalSubject: (programme: string) => string;
  readonly formal: (programme: string) => string;
  /** The day, or how long it takes when no deadline runs. */
  readonly until: (day: string | undefined, facts: LetterFacts) => string;
  readonly formalUntil: string;
  readonly add: string;
}

const inWords =
  (said: Said) =>
  (facts: LetterFacts): Words => {
    const { programme, isFormalRequest, acknowledgement } = facts;
    return {
      subject: isFormalRequest ? said.formalSubject(programme) : said.subject(programme),
      paragraphs: [
        acknowledgement ?? (isFormalRequest ? said.formal(programme) : said.thanks(programme)),
        isFormalRequest ? said.formalUntil : undefined,
        said.until(facts.day("first_response"), facts),
        said.add,
      ],
    };
  };

export const inquiryReceived = letterIn(
  inWords({
    subject: (programme) => `We have your message to ${programme}`,
    thanks: (programme) =>
      `Thank you for writing to ${programme}. Your message has arrived and a person will read it.`,
    formalSubject: (programme) => `Receipt of your request to ${programme}`,
    formal: (programme) =>
      `We confirm receipt of the request that you addressed to ${programme}. It is registered under the reference below.`,
    formalUntil: "You will be given a formal reply.",
    until: (_, facts) => `You hear from us ${facts.by("first_response", "within two working days")}.`,
    add: "If you want to add something, reply to this mail: it is kept together with your message.",
  }),
  {
    fr: inWords({
      subject: (programme) => `Nous avons reçu votre message à ${programme}`,
      thanks: (programme) =>
        `Merci d’avoir écrit à ${programme}. Votre message est bien arrivé et sera lu par une personne.`,
      formalSubject: (programme) => `Accusé de réception de votre demande à ${programme}`,
      formal: (programme) =>
        `Nous accusons réception de la demande que vous avez adressée à ${programme}. Elle est enregistrée sous la référence ci-dessous.`,
      formalUntil: "Une réponse formelle vous sera adressée.",
      until: (day) =>
        day === undefined
          ? "Vous aurez de nos nouvelles sous deux jours ouvrables."
          : `Vous aurez de nos nouvelles au plus tard le ${day}.`,
      add: "Pour ajouter quelque chose, répondez à ce courriel : votre réponse sera conservée avec votre message.",
    }),
    es: inWords({
      subject: (programme) => `Hemos recibido su mensaje a ${programme}`,
      thanks: (programme) =>
        `Gracias por escribir a ${programme}. Su mensaje ha llegado y lo leerá una persona.`,
      formalSubject: (programme) => `Acuse de recibo de su solicitud a ${programme}`,
      formal: (programme) =>
        `Acusamos recibo de la solicitud que ha dirigido a ${programme}. Ha quedado registrada con la referencia que figura abajo.`,
      formalUntil: "Recibirá una respuesta formal.",
      until: (day) =>
        day === undefined
          ? "Tendrá noticias nuestras en un plazo de dos días laborables."
          : `Tendrá noticias nuestras a más tardar el ${day}.`,
      add: "Si desea añadir algo, responda a este correo: se guardará junto con su mensaje.",
    }),
    pt: inWords({
      subject: (programme) => `Recebemos a sua mensagem a ${programme}`,
      thanks: (programme) =>
        `Agradecemos a sua mensagem a ${programme}. Chegou bem e será lida por uma pessoa.`,
      formalSubject: (programme) => `Aviso de receção do seu pedido a ${programme}`,
      formal: (programme) =>
        `Acusamos a receção do pedido que dirigiu a ${programme}. Fica registado com a referência abaixo.`,
      formalUntil: "Receberá uma resposta formal.",
      until: (day) =>
        day === undefined
          ? "Terá notícias nossas no prazo de dois dias úteis."
          : `Terá notícias nossas até ${day}.`,
      add: "Se quiser acrescentar algo, responda a este e-mail: fica guardado com a sua mensagem.",
    }),
    it: inWords({
      subject: (programme) => `Abbiamo ricevuto il Suo messaggio a ${programme}`,
      thanks: (programme) =>
        `Grazie per aver scritto a ${programme}. Il Suo messaggio è arrivato e sarà letto da una persona.`,
      formalSubject: (programme) => `Ricevuta della Sua richiesta a ${programme}`,
      formal: (programme) =>
        `Confermiamo di aver ricevuto la richiesta che ha rivolto a ${programme}. È registrata con il riferimento indicato sotto.`,
      formalUntil: "Riceverà una risposta formale.",
      until: (day) =>
        day === undefined
          ? "Avrà nostre notizie entro due giorni lavorativi."
          : `Avrà nostre notizie entro ${day}.`,
      add: "Se desidera aggiungere qualcosa, risponda a questa e-mail: sarà conservata insieme al Suo messaggio.",
    }),
  },
);
