/** Several api and worker processes over one database, and what can be done to them. */
import type { Running } from "../process/convoke.ts";
import { startConvoke } from "../process/convoke.ts";

export const TOKEN = "a-token-for-the-tests-0123456789";

type Environment = Readonly<Record<string, string>>;

/** How long a process may take to be ready on a machine that others load as well. */
const START_MS = 120_000;

/** One process that is started again whenever it ends, as a supervisor does. */
class Member {
  readonly command: string;
  url = "http://127.0.0.1:9";
  isFrozen = false;
  readonly #environment: Environment;
  #running: Running | undefined;
  #life: Promise<void> = Promise.resolve();
  #isOver = false;
  /** Exits that nobody caused. */
  readonly crashes: string[] = [];
  #isKilled = false;

  constructor(command: string, environment: Environment) {
    this.command = command;
    this.#environment = environment;
  }

  /** Resolves when it is ready for the first time. */
  async begin(): Promise<void> {
    await this.#start();
    this.#life = this.#keepAlive();
  }

  kill(): void {
    if (this.#running === undefined) return;
    this.#isKilled = true;
    this.#running.child.kill("SIGKILL");
    this.isFrozen = false;
  }

  freeze(): void {
    this.isFrozen = this.#running?.child.kill("SIGSTOP") ?? false;
  }

  thaw(): void {
    if (this.isFrozen) this.#running?.child.kill("SIGCONT");
    this.isFrozen = false;
  }

  /** Ends it politely; answers with how it ended. */
  async stop(): Promise<number | string> {
    this.thaw();
    this.#isOver = true;
    const running = this.#running;
    const ended = running === undefined ? 0 : await running.stop();
    await this.#life;
    return ended;
  }

  async #start(): Promise<void> {
    this.#isKilled = false;
    this.#running = await startConvoke(this.#environment, this.command, { withinMs: START_MS });
    this.url = this.#running.url;
  }

  async #keepAlive(): Promise<void> {
    while (!this.#isOver) {
      const running = this.#running;
      const ended = await running?.ended;
      if (this.#isOver) return;
      if (running !== undefined && !this.#isKilled)
        this.crashes.push(`${this.command} ended with ${ended}: ${running.output().slice(-2_000)}`);
      this.#running = undefined;
      // While the database is away a process ends at its start; its supervisor starts it again.
      await this.#start().catch(() => undefined);
    }
  }
}

export class Fleet {
  readonly members: readonly Member[];

  constructor(environment: Environment, { apis, workers }: { apis: number; workers: number }) {
    const of = (command: string, count: number) =>
      Array.from({ length: count }, () => new Member(command, environment));
    this.members = [...of("api", apis), ...of("worker", workers)];
  }

  async begin(): Promise<void> {
    // One first, so that the others find tables.
    const [first, ...others] = this.members;
    await first?.begin();
    await Promise.all(others.map((member) => member.begin()));
  }

  /** The addresses of the apis take turns, as behind a load balancer that does not look. */
  anyApi(): string {
    const apis = this.members.filter((member) => member.command === "api");
    this.#turn += 1;
    return apis[this.#turn % apis.length]?.url ?? "";
  }
  #turn = 0;

  thawAll(): void {
    for (const member of this.members) member.thaw();
  }

  get crashes(): readonly string[] {
    return this.members.flatMap((member) => member.crashes);
  }

  async stop(): Promise<(number | string)[]> {
    return await Promise.all(this.members.map((member) => member.stop()));
  }
}
