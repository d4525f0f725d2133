import { spawnSync } from "node:child_process";
import { readFile } from "node:fs/promises";

import { ConvokeError } from "../../lib/errors.ts";

/** How to run PostgreSQL, which refuses to be root. `owner` is who must own its files. */
export interface RunAs {
  /** Stands before the program and its arguments. */
  readonly prefix: readonly string[];
  readonly owner: { readonly uid: number; readonly gid: number };
  /** For the log. */
  readonly description: string;
}

/**
 * PostgreSQL's whole environment. The caller's is kept out: PGPORT, PGDATA and the like would change what starts.
 */
export const PLAIN_ENVIRONMENT = {
  PATH: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
  LC_ALL: "C.UTF-8",
  TZ: "UTC",
};

/**
 * As root, a user namespace in which root carries another name is the best: files stay root's own, so a 0700 folder
 * is no obstacle. Containers often forbid namespaces; there a system user does it, with the one capability that lets it
 * reach a folder (and the binaries) below root's own.
 */
export async function chooseRunAs(): Promise<RunAs> {
  const works = (await waysToRun()).find(({ prefix }) => canRun(prefix));
  if (works) return works;

  throw new ConvokeError(
    "setting",
    "PostgreSQL refuses to run as root, and neither a user namespace (unshare) nor a system user (setpriv) is allowed " +
      "here. Run Convoke as another user, or set DATABASE_URL to a PostgreSQL server.",
  );
}

/** The whole command line of a program that is run this way. */
export function withPrefix(
  { prefix }: RunAs,
  program: string,
  args: readonly string[],
): [string, ...string[]] {
  const [first, ...rest] = prefix;
  return first === undefined ? [program, ...args] : [first, ...rest, program, ...args];
}

/** The ways there are, best first; whether one is allowed here shows only when it is tried. */
export async function waysToRun(): Promise<RunAs[]> {
  const uid = process.getuid?.() ?? 0;
  const gid = process.getgid?.() ?? 0;
  if (uid !== 0) return [{ prefix: [], owner: { uid, gid }, description: `user ${uid}` }];

  const users = await systemUsers();
  return users.flatMap((user) => [inNamespace(user), withCapability(user)]);
}

interface SystemUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

function inNamespace({ name, uid }: SystemUser): RunAs {
  return {
    prefix: ["unshare", "--user", `--map-user=${uid}`, "--"],
    owner: { uid: 0, gid: 0 },
    description: `root, seen as ${name} in a user namespace`,
  };
}

function withCapability({ name, uid, gid }: SystemUser): RunAs {
  return {
    prefix: [
      "setpriv",
      `--reuid=${uid}`,
      `--regid=${gid}`,
      "--clear-groups",
      // Without this, access(2), with which PostgreSQL looks for its own program, ignores the capability.
      "--securebits=+no_setuid_fixup",
      "--inh-caps=+dac_override",
      "--ambient-caps=+dac_override",
      "--",
    ],
    owner: { uid, gid },
    description: `system user ${name}`,
  };
}

function canRun([program, ...args]: readonly string[]): boolean {
  if (program === undefined) return true;
  return spawnSync(program, [...args, "true"], { env: PLAIN_ENVIRONMENT, stdio: "ignore" }).status === 0;
}

/** Initdb looks its user up by number, so only one that the system knows will do. */
async function systemUsers(): Promise<SystemUser[]> {
  const lines = (await readFile("/etc/passwd", "utf8").catch(() => "")).split("\n");
  const users = lines.map((line) => {
    const [name = "", , uid, gid] = line.split(":");
    return { name, uid: Number(uid), gid: Number(gid) };
  });
  const preferred = ["postgres", "nobody", "daemon"];
  return preferred.flatMap((name) => users.filter((user) => user.name === name && user.uid > 0));
}
