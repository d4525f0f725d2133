import type { Words } from "../../../i18n/words.ts";
import type { field as english } from "../../en/intake/field.ts";

export const field: Words<typeof english> = {
  name: "Nom",
  givenName: "Prénom",
  familyName: "Nom de famille",
  email: "Adresse e-mail",
  phone: "Téléphone",
  organisation: "Organisation",
  capacity: "Qualité",
  affiliation: "Rattachement",
  country: "Pays",
  interests: "Centres d’intérêt",
  kind: "Type de demande",
  message: "Message",
  consent: "Consentement",
  organisationKind: "Type d’organisation",
  commitment: "Engagement proposé",
  mode: "Mode de participation",
  nominator: "Qui propose",
  nominee: "Personne proposée",
  nomineeEmail: "E-mail de la personne proposée",
  idea: "Idée",
  concerns: "Préoccupations",
  noteVerbale: "Note verbale",
  requestLevel: "Niveau de la demande",
  language: "Langue",
};
