/** A tiny HTTP client: the demo knows Convoke only through its public API. */
import type { z } from "zod";
import { StepFailed } from "./expect.ts";

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

interface Sent {
  readonly token?: string | undefined;
  readonly body?: unknown;
  /** Sent as it is, where a vendor decides what the bytes are. */
  readonly raw?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const PATIENCE_MS = 60_000;

export class Client {
  readonly #baseUrl: string;

  constructor(baseUrl: string) {
    this.#baseUrl = baseUrl;
  }

  /** Send a request, whatever the answer may be. `path` may be a whole URL, as sources tell it. */
  async send(
    method: "GET" | "POST",
    path: string,
    { token, body, raw, headers }: Sent = {},
  ): Promise<Answer> {
    const payload = raw ?? (body === undefined ? undefined : JSON.stringify(body));
    const response = await fetch(new URL(path, this.#baseUrl), {
      method,
      headers: {
        ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
        ...headers,
      },
      ...(payload === undefined ? {} : { body: payload }),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const text = await response.text();
    return { status: response.status, body: text === "" ? null : (JSON.parse(text) as unknown) };
  }

  async get<Shape extends z.ZodType>(path: string, token: string, shape: Shape): Promise<z.output<Shape>> {
    return taken("GET", path, await this.send("GET", path, { token }), shape);
  }

  async post<Shape extends z.ZodType>(
    path: string,
    token: string | undefined,
    body: unknown,
    shape: Shape,
  ): Promise<z.output<Shape>> {
    return taken("POST", path, await this.send("POST", path, { token, body }), shape);
  }
}

/** The body of a good answer, in the shape the contract promises. */
function taken<Shape extends z.ZodType>(
  method: string,
  path: string,
  { status, body }: Answer,
  shape: Shape,
): z.output<Shape> {
  if (status >= 300) throw new StepFailed(`${method} ${path}`, "an answer of 2xx", { status, body });
  const parsed = shape.safeParse(body);
  if (!parsed.success) throw new StepFailed(`${method} ${path}`, "the shape of the contract", body);
  return parsed.data;
}
