/** What somebody may do on this page beside sending events. The server asks again. */
import type { Me } from "../../api/shapes.ts";

type Role = Me["roles"][number]["role"];

export interface May {
  /** The dossier whole; others see that vetting took place and what came of it. */
  readonly readDossier: boolean;
  readonly readDeliveries: boolean;
  readonly readMails: boolean;
  readonly readInterests: boolean;
  readonly merge: boolean;
  readonly retry: boolean;
  /** Enter what the party has said. */
  readonly speakFor: boolean;
}

export function mayIn({ roles }: Pick<Me, "roles">, programme: string): May {
  const held = new Set(
    roles.filter((one) => one.programme === null || one.programme === programme).map(({ role }) => role),
  );
  const any = (...wanted: Role[]): boolean => wanted.some((role) => held.has(role));
  return {
    readDossier: any("vetter", "approver", "reviewer", "dpo"),
    readDeliveries: any("officer"),
    readMails: any("officer", "dpo"),
    readInterests: any("officer", "vetter", "approver", "secretariat", "dpo"),
    merge: any("officer"),
    retry: any("admin"),
    speakFor: any("officer"),
  };
}
