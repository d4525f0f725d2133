/** How a letter begins and ends, in each language that letters are written in. */
export interface LetterFrame {
  /** `name` is undefined when it is not known. */
  readonly greeting: (name: string | undefined) => string;
  readonly regards: string;
  readonly reference: string;
}

export const english: LetterFrame = {
  greeting: (name) => (name === undefined ? "Hello," : `Dear ${name},`),
  regards: "With kind regards,",
  reference: "Your reference:",
};

/** By ISO 639-1 code. */
export const letterFrames: ReadonlyMap<string, LetterFrame> = new Map(
  Object.entries({
    en: english,
    fr: {
      greeting: (name) => (name === undefined ? "Bonjour," : `Bonjour ${name},`),
      regards: "Cordialement,",
      reference: "Votre référence :",
    },
    es: {
      greeting: (name) => (name === undefined ? "Hola:" : `Hola, ${name}:`),
      regards: "Un cordial saludo,",
      reference: "Su referencia:",
    },
    pt: {
      greeting: (name) => (name === undefined ? "Olá," : `Olá, ${name},`),
      regards: "Com os melhores cumprimentos,",
      reference: "A sua referência:",
    },
    it: {
      greeting: (name) => (name === undefined ? "Buongiorno," : `Buongiorno ${name},`),
      regards: "Cordiali saluti,",
      reference: "Il Suo riferimento:",
    },
  } satisfies Record<string, LetterFrame>),
);
