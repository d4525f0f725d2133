import { z } from "zod";
import { id } from "./common.ts";
import { journalEntry } from "./instances.ts";
import { marking } from "./markings.ts";

export const vettingDossier = z
  .object({
    engagement: id,
    marking: marking.meta({ description: "The dossier's own: never wider than its case's." }),
    vetters: z.array(z.string()).meta({ description: "Accounts that vet the party." }),
    items: z.array(journalEntry).meta({ description: "What the vetting did, in order." }),
  })
  .meta({ id: "VettingDossier" });
