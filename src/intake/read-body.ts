/** From the bytes of a delivery to an inquiry. Pure: what is read for a preview is what is read for good. */
import { reasonText } from "../contract/reasons.ts";
import type { SourceAtDoor } from "../store/sources.ts";
import { adapterOf } from "./adapters/index.ts";
import type { Inquiry } from "./inquiry.ts";
import type { Mapping } from "./mapping.ts";
import { mappingSchema } from "./mapping.ts";

export interface Body {
  readonly bytes: Buffer;
  readonly contentType: string | undefined;
  readonly receivedAt: Date;
}

export type ReadBody =
  | { readonly kind: "inquiry"; readonly inquiry: Inquiry }
  | {
      readonly kind: "problem";
      readonly reason: string;
      readonly pointer?: string | undefined;
      /** What was read all the same. */
      readonly inquiry?: Inquiry;
    };

/** With the source's own mapping unless another is given. */
export function readBody(source: SourceAtDoor, body: Body, mapping?: Mapping): ReadBody {
  const adapter = adapterOf(source.vendor);
  if (adapter === undefined) return { kind: "problem", reason: `No form vendor is called ${source.vendor}` };
  const { bytes, contentType, receivedAt } = body;
  const parsed = adapter.parse({ body: bytes, contentType, headers: {}, receivedAt });
  if (parsed.kind === "problem") {
    return { kind: "problem", reason: parsed.problem.reason, pointer: parsed.problem.pointer };
  }
  const inquiry = adapter.read(parsed.payload, {
    ...(mapping ?? mappingSchema.parse(source.mapping)),
    languages: source.programmeLanguages,
  });
  if (isFromSomebody(inquiry)) return { kind: "inquiry", inquiry };
  // What only hints at answers is held for that, however often it is read.
  return { kind: "problem", reason: adapter.identify(parsed.payload).held ?? reasonText("nobody"), inquiry };
}

const isFromSomebody = ({ person, message, organisation, idea, concerns }: Inquiry): boolean =>
  [person.name, person.email, person.phone, message, organisation, idea, concerns].some(
    (part) => part != null,
  );
