import type { Words } from "../../i18n/words.ts";
import type { guard as english } from "../en/guard.ts";

export const guard: Words<typeof english> = {
  fourEyes: {
    why: "Vous avez instruit ce dossier : la décision revient à une autre personne.",
    remedy: "Demandez à un autre décideur, ou dérogez en indiquant un motif.",
  },
};
