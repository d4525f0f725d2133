/** The forms in which REDIS_URL names one Redis, a set watched by Sentinels, or a Cluster. */

interface Node {
  readonly host: string;
  readonly port: number;
}

interface Login {
  readonly username?: string;
  readonly password?: string;
}

export type RedisAddress =
  | { readonly kind: "single"; readonly url: string }
  | {
      readonly kind: "sentinel";
      readonly sentinels: readonly Node[];
      /** The name the Sentinels know the master by. */
      readonly master: string;
      readonly login: Login;
      /** Sentinels often want a password of their own. */
      readonly sentinelPassword: string | undefined;
      readonly db: number;
      readonly isTls: boolean;
    }
  | {
      readonly kind: "cluster";
      readonly nodes: readonly Node[];
      readonly login: Login;
      readonly isTls: boolean;
    };

export const REDIS_URL_FORMS =
  "redis://host:6379, rediss://host:6379, redis-sentinel://host1:26379,host2:26379/master or redis-cluster://host1:6379,host2:6379";

const SENTINEL_PORT = 26_379;
const REDIS_PORT = 6_379;
const MANY =
  /^redis(?<tls>s?)-(?<kind>sentinel|cluster):\/\/(?:(?<login>[^@/]*)@)?(?<nodes>[^/?#@]+)(?:\/(?<name>[^?#]*))?(?:\?(?<query>[^#]*))?$/;

/** Undefined when the text has none of the forms. */
export function parseRedisUrl(text: string): RedisAddress | undefined {
  if (/^rediss?:\/\//.test(text)) return URL.canParse(text) ? { kind: "single", url: text } : undefined;
  const parts = MANY.exec(text)?.groups;
  if (parts === undefined) return undefined;
  const query = new URLSearchParams(parts["query"]);
  const isTls = parts["tls"] === "s";
  const login = loginOf(parts["login"] ?? "");
  const name = parts["name"] ?? "";
  if (parts["kind"] === "cluster") {
    const nodes = nodesOf(parts["nodes"] ?? "", REDIS_PORT);
    // A Cluster has one database only, the one with number 0.
    return nodes === undefined || name !== "" || login === undefined
      ? undefined
      : { kind: "cluster", nodes, login, isTls };
  }
  const sentinels = nodesOf(parts["nodes"] ?? "", SENTINEL_PORT);
  const db = query.get("db") ?? "0";
  if (sentinels === undefined || name === "" || login === undefined || !/^\d{1,3}$/.test(db))
    return undefined;
  const sentinelPassword = query.get("sentinelPassword") ?? undefined;
  return { kind: "sentinel", sentinels, master: name, login, sentinelPassword, db: Number(db), isTls };
}

/** Hosts with or without a port, separated by commas; an IPv6 address stands in brackets. */
function nodesOf(list: string, defaultPort: number): readonly Node[] | undefined {
  const nodes: Node[] = [];
  for (const one of list.split(",")) {
    const [, bracketed, plain, port] = /^(?:\[([\da-f:.]+)\]|([^\s:[\]]+))(?::(\d{1,5}))?$/i.exec(one) ?? [];
    const host = bracketed ?? plain;
    if (host === undefined) return undefined;
    nodes.push({ host, port: port === undefined ? defaultPort : Number(port) });
  }
  return nodes;
}

function loginOf(text: string): Login | undefined {
  if (text === "") return {};
  const [username = "", ...rest] = text.split(":");
  try {
    const password = decodeURIComponent(rest.join(":"));
    return {
      ...(username === "" ? {} : { username: decodeURIComponent(username) }),
      ...(password === "" ? {} : { password }),
    };
  } catch {
    return undefined;
  }
}
