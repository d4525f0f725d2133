import type { Words } from "../../../i18n/words.ts";
import type { engagement as english } from "../../en/event/engagement.ts";

export const engagement: Words<typeof english> = {
  inquiry: {
    submitted: {
      do: "Envoyer une demande",
      did: "Demande reçue",
    },
    logged: {
      do: "Consigner une demande",
      did: "a consigné une demande",
    },
    imported: {
      do: "Importer",
      did: "Importé",
    },
    answered: {
      do: "Marquer comme répondu…",
      did: "a répondu à la demande",
    },
    referred: {
      do: "Réorienter…",
      did: "a réorienté la demande",
    },
    out_of_scope: {
      do: "Hors périmètre…",
      did: "l’a jugé hors périmètre",
    },
    renewed: {
      do: "Rouvrir…",
      did: "a rouvert la demande",
    },
  },
  import: {
    undone: {
      do: "Annuler l’importation",
      did: "a annulé l’importation",
    },
  },
  nomination: {
    made: {
      do: "Proposer une personne",
      did: "a proposé cette personne",
    },
  },
  spam: {
    suspected: {
      do: "Mettre en quarantaine…",
      did: "Retenu comme indésirable possible",
    },
    cleared: {
      do: "Pas indésirable",
      did: "a écarté le soupçon d’indésirable",
    },
    confirmed: {
      do: "Indésirable",
      did: "l’a classé comme indésirable",
    },
  },
  triage: {
    claimed: {
      do: "Prendre en charge",
      did: "l’a pris en charge",
    },
    assigned: {
      do: "Confier…",
      did: "Confié par une règle",
    },
  },
  profile: {
    completed: {
      do: "Compléter le profil…",
      did: "a complété le profil",
    },
  },
  first_response: {
    overdue: {
      do: "Première réponse en retard",
      did: "La première réponse est en retard",
    },
  },
  info: {
    requested: {
      do: "Demander des précisions…",
      did: "a demandé des précisions",
    },
    supplied: {
      do: "Saisir les réponses…",
      did: "a saisi les réponses",
    },
    reminder: {
      do: "Rappeler",
      did: "Un rappel est parti",
    },
    lapsed: {
      do: "Clore sans réponse",
      did: "Sans réponse dans le délai",
    },
  },
  vetting: {
    started: {
      do: "Lancer la vérification…",
      did: "a lancé la vérification",
    },
    approved: {
      do: "Approuver…",
      did: "a approuvé",
    },
    declined: {
      do: "Refuser…",
      did: "a refusé",
    },
    alert: {
      do: "Suspendre sur alerte…",
      did: "a suspendu sur alerte",
    },
    expiring: {
      do: "L’approbation expire bientôt",
      did: "L’approbation expire bientôt",
    },
    expired: {
      do: "L’approbation a expiré",
      did: "L’approbation a expiré",
    },
    renewed: {
      do: "Renouveler l’approbation…",
      did: "a renouvelé l’approbation",
    },
  },
  tier2: {
    required: {
      do: "Exiger un examen approfondi…",
      did: "a exigé un examen approfondi",
    },
  },
  screening: {
    completed: {
      do: "Clore le premier contrôle…",
      did: "a clos le premier contrôle",
    },
    overdue: {
      do: "Contrôle en retard",
      did: "Le premier contrôle est en retard",
    },
  },
  due_diligence: {
    completed: {
      do: "Clore l’examen approfondi…",
      did: "a clos l’examen approfondi",
    },
    overdue: {
      do: "Examen approfondi en retard",
      did: "L’examen approfondi est en retard",
    },
  },
  work: {
    requested: {
      do: "Demander un complément…",
      did: "a demandé un complément",
    },
  },
  decision: {
    overdue: {
      do: "Décision en retard",
      did: "La décision est en retard",
    },
  },
  recusal: {
    recorded: {
      do: "Consigner une récusation…",
      did: "a consigné une récusation",
    },
  },
  appeal: {
    lodged: {
      do: "Consigner un recours…",
      did: "a consigné un recours",
    },
    window_closed: {
      do: "Clore le délai de recours",
      did: "Délai de recours clos",
    },
    overdue: {
      do: "Recours en retard",
      did: "Le recours est en retard",
    },
    upheld: {
      do: "Admettre…",
      did: "a admis le recours",
    },
    dismissed: {
      do: "Rejeter…",
      did: "a rejeté le recours",
    },
  },
  suspension: {
    overdue: {
      do: "Suspension en retard",
      did: "La suspension attend une décision",
    },
    lifted: {
      do: "Lever la suspension…",
      did: "a levé la suspension",
    },
  },
  interests: {
    recorded: {
      do: "Consigner les intérêts…",
      did: "Les intérêts ont été examinés",
    },
  },
  seat: {
    waitlisted: {
      do: "Mettre sur liste d’attente…",
      did: "a mis cette personne sur liste d’attente",
    },
    offered: {
      do: "Proposer un siège…",
      did: "a proposé un siège",
    },
    reserved: {
      do: "Réserver le siège",
      did: "Le siège est réservé",
    },
    offer_refused: {
      do: "Aucun siège libre",
      did: "Aucun siège n’était libre",
    },
    accepted: {
      do: "Consigner l’acceptation…",
      did: "a accepté le siège",
    },
    refused: {
      do: "Consigner le refus…",
      did: "a refusé le siège",
    },
  },
  offer: {
    stalled: {
      do: "La proposition est bloquée",
      did: "La proposition est restée bloquée",
    },
    withdrawn: {
      do: "Retirer la proposition…",
      did: "a retiré la proposition",
    },
    reminder: {
      do: "Rappeler la proposition",
      did: "Un rappel de la proposition est parti",
    },
    expired: {
      do: "Clore la proposition",
      did: "L’offre a expiré sans réponse",
    },
  },
  contributor: {
    admitted: {
      do: "Admettre comme contributeur…",
      did: "a admis un contributeur",
    },
  },
  interest: {
    check_due: {
      do: "Demander si l’intérêt demeure",
      did: "Question posée : l’intérêt demeure-t-il",
    },
    confirmed: {
      do: "Confirmer l’intérêt…",
      did: "a confirmé son intérêt",
    },
    unanswered: {
      do: "Intérêt sans réponse",
      did: "Aucune réponse sur l’intérêt",
    },
  },
  group: {
    opened: {
      do: "Le groupe ouvre",
      did: "Le groupe a ouvert",
    },
    ended: {
      do: "Le groupe se termine",
      did: "Le groupe est terminé",
    },
  },
  attendance: {
    recorded: {
      do: "Consigner la présence",
      did: "A participé",
    },
  },
  contribution: {
    linked: {
      do: "Rattacher une contribution",
      did: "Contribution rattachée à une recommandation",
    },
  },
  leave: {
    started: {
      do: "Consigner une absence…",
      did: "a consigné une absence",
    },
    ended: {
      do: "Mettre fin à l’absence…",
      did: "L’absence a pris fin",
    },
  },
  inactivity: {
    flagged: {
      do: "Signaler comme inactif",
      did: "Inactif depuis un temps",
    },
    confirmed: {
      do: "Mettre en sommeil…",
      did: "l’a mis en sommeil",
    },
  },
  participation: {
    completed: {
      do: "Clore la participation",
      did: "Leurs groupes sont terminés",
    },
    ended_by_us: {
      do: "Mettre fin à la participation…",
      did: "a mis fin à la participation",
    },
  },
  message: {
    attached: {
      do: "Joindre un message…",
      did: "Un message a été joint",
    },
  },
  reading: {
    corrected: {
      do: "Corriger la lecture…",
      did: "a corrigé la lecture du formulaire",
    },
  },
  owner: {
    assigned: {
      do: "Transmettre…",
      did: "l’a transmis",
    },
  },
  contact_preference: {
    changed: {
      do: "Changer les préférences de contact…",
      did: "a changé les préférences de contact",
    },
  },
  contact: {
    lost: {
      do: "Contact perdu",
      did: "Le courrier revient : contact perdu",
    },
  },
  notice: {
    due: {
      do: "Aviser",
      did: "L’avis est dû",
    },
  },
  person: {
    told: {
      do: "Consigner l’information donnée…",
      did: "a informé la personne",
    },
  },
  duplicate: {
    confirmed: {
      do: "Fusionner…",
      did: "l’a fusionné avec un autre",
    },
    absorbed: {
      do: "Absorber un doublon",
      did: "Un doublon a été fusionné",
    },
    returned: {
      do: "Rendre un doublon",
      did: "Un doublon a été rendu",
    },
  },
  merge: {
    undone: {
      do: "Annuler la fusion…",
      did: "a annulé la fusion",
    },
    settled: {
      do: "Clore la fusion",
      did: "La fusion ne peut plus être annulée",
    },
  },
  reply: {
    received: {
      do: "Consigner une réponse…",
      did: "Une réponse est arrivée",
    },
  },
  reengage: {
    started: {
      do: "Lancer une relance…",
      did: "a lancé une relance",
    },
    due: {
      do: "Relance due",
      did: "La relance est due",
    },
    unanswered: {
      do: "Relance sans réponse",
      did: "La relance est restée sans réponse",
    },
  },
  dormancy: {
    expired: {
      do: "Clore comme inactif",
      did: "En sommeil depuis trop longtemps",
    },
  },
  withdraw: {
    requested: {
      do: "Consigner un retrait…",
      did: "s’est retiré",
    },
  },
  erasure: {
    executed: {
      do: "Effacer…",
      did: "Les données personnelles ont été effacées",
    },
  },
};
