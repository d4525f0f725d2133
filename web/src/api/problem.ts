/** What went wrong with a call, as the server said it (RFC 9457). */
export class Problem extends Error {
  override readonly name: string = "Problem";

  readonly status: number;
  /** Stable; `problem.{code}` of the catalogue has its words. */
  readonly code: string;
  readonly fields: readonly { readonly pointer: string; readonly detail: string }[];
  /** Whatever else the document has, such as which guard refused. */
  readonly more: Readonly<Record<string, unknown>>;

  constructor(
    status: number,
    code: string,
    detail: string,
    fields: Problem["fields"] = [],
    more: Problem["more"] = {},
  ) {
    super(detail);
    this.status = status;
    this.code = code;
    this.fields = fields;
    this.more = more;
  }

  static async of(response: Response): Promise<Problem> {
    const said: unknown = await response
      .clone()
      .json()
      .catch(() => undefined);
    const document = typeof said === "object" && said !== null ? (said as Record<string, unknown>) : {};
    const { code, detail, errors } = document;
    return new Problem(
      response.status,
      typeof code === "string" ? code : "unexpected",
      typeof detail === "string" ? detail : response.statusText,
      Array.isArray(errors) ? (errors as Problem["fields"]) : [],
      document,
    );
  }
}

/** Nobody answered: the network, or the server. */
export class OfflineProblem extends Problem {
  override readonly name = "OfflineProblem";

  constructor(cause: unknown) {
    super(0, "offline", cause instanceof Error ? cause.message : "");
  }
}

/** Errors of what was sent, by field name, for a form: `/data/reason` is the field `data.reason`. */
export const faultsOf = (error: Error | null): Readonly<Record<string, string>> =>
  Object.fromEntries(
    (error instanceof Problem ? error.fields : []).map(({ pointer, detail }) => [
      pointer.replace(/^\//, "").replaceAll("/", "."),
      detail,
    ]),
  );
