#!/usr/bin/env node
/** The `convoke` command: picks a subcommand, and turns a foreseen error into one clear line. */
import { ConvokeError } from "../src/lib/errors.ts";

type Run = (args: readonly string[]) => Promise<void>;

interface Command {
  /** Loads no more than this command needs: the whole house takes a second or two. */
  readonly load: () => Promise<Run>;
  readonly does: string;
}

const commands: Readonly<Record<string, Command>> = {
  start: {
    load: async () => (await import("./commands/serve.ts")).start,
    does: "everything in one process; an embedded database unless DATABASE_URL is set",
  },
  api: {
    load: async () => (await import("./commands/serve.ts")).api,
    does: "the HTTP side only; takes deliveries and events",
  },
  worker: {
    load: async () => (await import("./commands/serve.ts")).worker,
    does: "the workers only: timers, mails, deliveries, signals; --queues mail,intake --concurrency 16",
  },
  migrate: {
    load: async () => (await import("./commands/migrate.ts")).migrateDatabase,
    does: "bring the database up to date and end",
  },
  workflows: {
    load: async () => (await import("./commands/workflows.ts")).workflows,
    does: "check or migrate running instances; lock versions of charts",
  },
  instances: {
    load: async () => (await import("./commands/instances.ts")).instances,
    does: "retry, skip or migrate a parked instance",
  },
  journals: {
    load: async () => (await import("./commands/journals.ts")).journals,
    does: "archive the journals of instances that ended or came to rest long ago",
  },
  keys: { load: async () => (await import("./commands/keys.ts")).keys, does: "rotate the master key" },
  audit: {
    load: async () => (await import("./commands/audit.ts")).audit,
    does: "prove that trail of audit, journals and ledgers are as they were written",
  },
  people: {
    load: async () => (await import("./commands/people.ts")).people,
    does: "erase a person with proof; erase again after a restore",
  },
  replay: {
    load: async () => (await import("./commands/replay.ts")).replay,
    does: "prove that journals lead to the stored snapshots",
  },
  jobs: {
    load: async () => (await import("./commands/jobs.ts")).jobs,
    does: "list recurring jobs with their last and next run",
  },
  demo: {
    load: async () => (await import("./commands/demo.ts")).demo,
    does: "play the Stimson story on a virtual clock and print it",
  },
};

const name = process.argv[2] ?? "start";
const command = Object.hasOwn(commands, name) ? commands[name] : undefined;

if (command === undefined) {
  const lines = Object.entries(commands).map(([one, { does }]) => `  ${one.padEnd(10)} ${does}`);
  console.error(`convoke knows no command ${name}. Expected one of:\n${lines.join("\n")}`);
  process.exitCode = 2;
} else {
  try {
    const run = await command.load();
    await run(process.argv.slice(3));
  } catch (error) {
    console.error(error instanceof ConvokeError ? error.message : error);
    process.exit(1);
  }
}
