#!/usr/bin/env node
/** The `convoke` command: picks a subcommand, and turns a foreseen error into one clear line. */
import { ConvokeError } from "../src/lib/errors.ts";
import { audit } from "./commands/audit.ts";
import { api, start, worker } from "./commands/serve.ts";
import { migrateDatabase } from "./commands/migrate.ts";
import { demo } from "./commands/demo.ts";
import { instances } from "./commands/instances.ts";
import { jobs } from "./commands/jobs.ts";
import { journals } from "./commands/journals.ts";
import { keys } from "./commands/keys.ts";
import { people } from "./commands/people.ts";
import { replay } from "./commands/replay.ts";
import { workflows } from "./commands/workflows.ts";

interface Command {
  readonly run: (args: readonly string[]) => Promise<void>;
  readonly does: string;
}

const commands: Readonly<Record<string, Command>> = {
  start: { run: start, does: "everything in one process; an embedded database unless DATABASE_URL is set" },
  api: { run: api, does: "the HTTP side only; takes deliveries and events" },
  worker: {
    run: worker,
    does: "the workers only: timers, mails, deliveries, signals; --queues mail,intake --concurrency 16",
  },
  migrate: { run: migrateDatabase, does: "bring the database up to date and end" },
  workflows: { run: workflows, does: "check or migrate running instances; lock versions of charts" },
  instances: { run: instances, does: "retry, skip or migrate a parked instance" },
  journals: { run: journals, does: "archive the journals of instances that ended long ago" },
  keys: { run: keys, does: "rotate the master key" },
  audit: { run: audit, does: "prove that trail of audit, journals and ledgers are as they were written" },
  people: { run: people, does: "erase a person with proof; erase again after a restore" },
  replay: { run: replay, does: "prove that journals lead to the stored snapshots" },
  jobs: { run: jobs, does: "list recurring jobs with their last and next run" },
  demo: { run: demo, does: "play the Stimson story on a virtual clock and print it" },
};

const name = process.argv[2] ?? "start";
const command = Object.hasOwn(commands, name) ? commands[name] : undefined;

if (command === undefined) {
  const lines = Object.entries(commands).map(([one, { does }]) => `  ${one.padEnd(10)} ${does}`);
  console.error(`convoke knows no command ${name}. Expected one of:\n${lines.join("\n")}`);
  process.exitCode = 2;
} else {
  try {
    await command.run(process.argv.slice(3));
  } catch (error) {
    console.error(error instanceof ConvokeError ? error.message : error);
    process.exit(1);
  }
}
