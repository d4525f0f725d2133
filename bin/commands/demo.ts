/** `convoke demo`: plays the Stimson story on a server of its own and prints it. Ends with 1 when a step came out otherwise. */
import { firstGroup } from "../demo/chapters/first-group.ts";
import { founding } from "../demo/chapters/founding.ts";
import { holidays } from "../demo/chapters/holidays.ts";
import { insuranceBegins } from "../demo/chapters/insurance-begins.ts";
import { insurerWrites } from "../demo/chapters/insurer-writes.ts";
import { silence } from "../demo/chapters/silence.ts";
import { waiting } from "../demo/chapters/waiting.ts";
import { instantOf } from "../demo/calendar.ts";
import { Client } from "../demo/client.ts";
import { StepFailed } from "../demo/expect.ts";
import { lastPage } from "../demo/last-page.ts";
import type { DemoServer } from "../demo/server.ts";
import { startServer } from "../demo/server.ts";
import type { Teller } from "../demo/teller.ts";
import { createTeller } from "../demo/teller.ts";

export async function demo(): Promise<void> {
  const teller = createTeller(process.stdout);
  teller.title("Partners in Prevention, 2012 and 2013", [
    "A story played on a real Convoke with an empty database and a clock that can be moved. Everything below happened " +
      "over the public HTTP API and was checked on the way. All people and companies are invented.",
  ]);
  const starting = startServer(instantOf("2012-09-04 09:00"));
  const interrupted = (): void => {
    const ending = starting.then((server) => server.end());
    void ending.finally(() => process.exit(130));
  };
  process.once("SIGINT", interrupted);
  process.once("SIGTERM", interrupted);
  // Whoever reads along may stop reading, as `head` does.
  process.stdout.once("error", interrupted);
  const server = await starting;
  try {
    await tell(server, teller);
    process.exitCode = 0;
  } catch (error) {
    if (!(error instanceof StepFailed)) throw error;
    console.error(`\nThis did not come out as told: ${error.message}`);
    process.exitCode = 1;
  } finally {
    await server.end();
  }
}

async function tell(server: DemoServer, teller: Teller): Promise<void> {
  const story = await founding(new Client(server.url), teller, server.adminToken);
  const expert = await firstGroup(story);
  await silence(story);
  const people = await insurerWrites(story);
  const { insurer } = people;
  await holidays(story, people);
  await waiting(story, { insurer, expert, restart: () => server.restart() });
  await insuranceBegins(story, insurer);
  await lastPage(story.play);
}
