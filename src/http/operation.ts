/** The one shape of an endpoint. Routes, validation and the OpenAPI document all come from it. */
import type { Request, Response } from "express";
import type { z } from "zod";
import type { Needs, View } from "../auth/policy.ts";
import type { AskedFor } from "../auth/scope-of.ts";
import type { Actor } from "../contract/actor.ts";
import type { ErrorCode } from "../lib/errors.ts";
import type { Api } from "./api.ts";

type Shape = z.ZodObject;
type Output<Schema extends z.ZodType | undefined> = Schema extends z.ZodType ? z.output<Schema> : undefined;

export interface Call<
  Params extends Shape | undefined,
  Query extends Shape | undefined,
  Body extends z.ZodType | undefined,
> {
  readonly api: Api;
  /** Whoever calls; the public when the operation is open to anybody. */
  readonly actor: Actor;
  /** The caller with those roles only that meet what the operation needs: what lists are read by. */
  readonly scope: Actor;
  /**
   * How much of the record the operation's need lets the caller see. Throws `not-found` to who has no part where it
   * stands, `forbidden` to who has one without the right.
   */
  readonly demand: (record: AskedFor) => View;
  readonly params: Output<Params>;
  readonly query: Output<Query>;
  /**
   * Judged when it is read. An operation whose path names a record reads it after `demand`, so that whoever may not is
   * answered 403 or 404 and never 422. Throws `invalid`.
   */
  readonly body: Output<Body>;
  readonly request: Request;
}

/** Whatever was parsed. */
export type AnyCall = Call<Shape | undefined, Shape | undefined, z.ZodType | undefined>;

/** What it takes to look for a record and ask whether the caller may. */
export type Asking = Pick<AnyCall, "api" | "actor" | "demand">;

export interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON; a string is sent as it is, with the content type of `headers`. */
  readonly body?: unknown;
  /** In place of a body: text of the content type of `headers`, made piece by piece while it is sent. */
  readonly lines?: AsyncIterable<string>;
  /** In place of a body: takes the response once its head has been sent, and ends it when it will. */
  readonly listen?: (response: Response) => void;
}

export interface Operation {
  readonly method: "get" | "post" | "put" | "delete";
  /** With `{name}` for parameters, as OpenAPI writes it. */
  readonly path: string;
  readonly id: string;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  /** What of the policy a caller needs. An operation whose path names a record asks for it with `demand`. */
  readonly needs: Needs;
  readonly params?: Shape | undefined;
  readonly query?: Shape | undefined;
  readonly body?: z.ZodType | undefined;
  /** Takes bytes of these media types instead of JSON; the handler finds them as `request.body`, a Buffer. */
  readonly bytes?: { readonly types: readonly string[]; readonly max: number };
  /** Headers it reads, for the document. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly success: {
    readonly status: number;
    readonly description: string;
    readonly schema?: z.ZodType;
    /** Media type, when it is not JSON. */
    readonly type?: string;
  };
  /** What may go wrong beside the errors every operation has. */
  readonly problems?: readonly ErrorCode[];
  /**
   * A change is one transaction with its row in the trail, unless the operation says this of itself: it sends events, which the
   * engine commits, or something has to be there for others before it goes on. Then an intention is kept before it begins.
   */
  readonly commitsByItself?: true;
  readonly handle: (call: AnyCall) => Promise<Reply>;
}

/** Keeps the types of what was parsed for the handler, and drops them for the list of all operations. */
export function operation<
  Params extends Shape | undefined = undefined,
  Query extends Shape | undefined = undefined,
  Body extends z.ZodType | undefined = undefined,
>(
  definition: Omit<Operation, "params" | "query" | "body" | "handle"> & {
    readonly params?: Params;
    readonly query?: Query;
    readonly body?: Body;
    readonly handle: (call: Call<Params, Query, Body>) => Promise<Reply>;
  },
): Operation {
  return definition as unknown as Operation;
}
