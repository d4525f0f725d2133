/** The API as its clients see it, over real sockets. */

export interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

interface Item {
  readonly id: string;
  readonly [member: string]: unknown;
}

type Headers = Readonly<Record<string, string>>;

export const get = async (url: string, token: string): Promise<Answer> =>
  await send("GET", url, { headers: { Authorization: `Bearer ${token}` } });

export const post = async (
  url: string,
  token: string | undefined,
  body: unknown,
  headers: Headers = {},
): Promise<Answer> =>
  await send("POST", url, {
    headers: {
      "Content-Type": "application/json",
      ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
      ...headers,
    },
    body: JSON.stringify(body),
  });

/** All items of a list, page by page. */
export async function list(url: string, token: string): Promise<Item[]> {
  const items: Item[] = [];
  for (let cursor: string | null = ""; cursor !== null;) {
    const page = new URL(url);
    page.searchParams.set("limit", "200");
    if (cursor !== "") page.searchParams.set("cursor", cursor);
    const { status, body } = await get(page.href, token);
    if (status !== 200) throw new Error(`GET ${page.href} answered ${status}: ${JSON.stringify(body)}`);
    items.push(...(body["items"] as Item[]));
    cursor = body["next"] as string | null;
  }
  return items;
}

/** What the public contact page posts. */
export const writeIn = async (url: string, name: string, key: string): Promise<Answer> =>
  await post(
    `${url}/hooks/contact`,
    undefined,
    { name, email: `${key}@example.org`, country: "Italy", interests: ["Insurance"], message: "Hello" },
    { "Idempotency-Key": key },
  );

async function send(method: string, url: string, init: { headers: Headers; body?: string }): Promise<Answer> {
  const response = await fetch(url, { method, ...init, signal: AbortSignal.timeout(40_000) });
  const text = await response.text();
  const isJson = response.headers.get("content-type")?.includes("json") === true;
  return { status: response.status, body: isJson ? (JSON.parse(text) as Answer["body"]) : { text } };
}
