import type { Inquiry } from "./inquiry.ts";
import type { Mapping } from "./mapping.ts";

/** What somebody wrote, as the bytes they sent. Headers are not kept: whoever reads it again finds none. */
export interface Written {
  readonly body: Buffer;
  /** Lower-case names, as Node gives them. A header that is an array was sent twice, which no vendor does. */
  readonly headers: Headers;
  readonly contentType: string | undefined;
  readonly receivedAt: Date;
}

/** A delivery as it came in, before anybody has believed a byte of it. */
export interface RawDelivery extends Written {
  /** Upper-case. */
  readonly method: string;
  /** Where it was posted, query included, as a vendor that signs it knows it: made of our public address, not of `Host`. */
  readonly url: string;
  /** Its files' bytes were left out at the door: with them it would have been too large to keep. */
  readonly isShortened?: boolean;
}
export type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

/** What a signature says. `unsigned` means nothing was checked: the door decides whether that is good enough. */
export interface Verdict {
  readonly kind: "verified" | "unsigned" | "rejected";
  readonly reason: string;
}

export type Parsed<Payload> =
  | { readonly kind: "payload"; readonly payload: Payload }
  | { readonly kind: "problem"; readonly problem: Problem };

/** Why a body was not read. `media-type` is a 415, the others a 400; all of them say what was expected. */
export interface Problem {
  readonly kind: "media-type" | "encoding" | "syntax" | "limit" | "shape" | "header";
  readonly reason: string;
  /** JSON Pointer (RFC 6901) to the guilty place; absent when it is the body as a whole. */
  readonly pointer?: string;
}

export interface Identity {
  /** The same for every attempt to deliver one event; null when the vendor names none. */
  readonly deliveryKey: string | null;
  /** The same for everything that happens to one submission. */
  readonly submissionKey: string | null;
  /** True for a form left half-way: no inquiry yet. */
  readonly partial: boolean;
  /** Why a person has to look, where the vendor sends no more than a hint of what somebody answered. */
  readonly held?: string;
  /** The key is made of all that matters in the body; the rest, such as a count of attempts, may differ. */
  readonly keyCoversBody?: true;
}

/** When and where a delivery is posted, which some vendors sign too. */
export type Posting = Pick<RawDelivery, "method" | "url" | "receivedAt">;

/**
 * One form vendor. Nothing here does I/O or throws for anything a stranger can send. `identify` and `read` take
 * only what `parse` of the same adapter gave.
 */
export interface Adapter<Payload = unknown> {
  /** As it stands in the URL and in the table: `typeform`. */
  readonly vendor: string;
  readonly title: string;
  /** Whether the vendor can sign its deliveries at all. */
  readonly signs: boolean;
  /** Our own form: its source is made with it, has no door of its own and nothing to rotate. */
  readonly isOwn?: true;
  /** Accepted media types; `application/*+json` stands for every type with that suffix (RFC 6839). */
  readonly mediaTypes: readonly string[];
  /** Judge the raw bytes against every secret of the source: during a rotation it has two. */
  verify(delivery: RawDelivery, secrets: readonly string[]): Verdict;
  parse(delivery: Written): Parsed<Payload>;
  identify(payload: Payload): Identity;
  read(payload: Payload, mapping: Mapping): Inquiry;
  /** The headers the vendor would send; for tests and the demo. Absent when the vendor cannot sign. */
  sign?(body: Buffer, secret: string, posting?: Posting): Record<string, string>;
  /** What a secret must look like, when this one does not; null when it does. Absent when any text will do. */
  secretFault?(secret: string): string | null;
  /** What to answer a vendor that asks whether anybody is there before it delivers; null for a delivery. */
  greet?(headers: Headers): Record<string, string> | null;
}
