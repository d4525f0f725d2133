/**
 * The lifecycle of bench/benchmarks/lifecycle.ts on Restate: the chart of bench/workflows/lifecycle.ts, served by
 * @restatedev/xstate. Prints one line of JSON.
 */
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http2";
import { createEndpointHandler } from "@restatedev/restate-sdk";
import { connect, rpc } from "@restatedev/restate-sdk-clients";
import { xstate } from "@restatedev/xstate";
import { fromPromise } from "@restatedev/xstate/promise";
import { setup } from "xstate";
import { note, report, rounds } from "./measure.mjs";
import { startRestate } from "./restate-server.mjs";

/** By engagement and round: whoever waits for the chart to have heard that its activity is done. */
const waiting = new Map();

const round = (number) => ({
  id: `round${number}`,
  initial: "waiting",
  states: {
    waiting: { on: { reported: "working" } },
    working: {
      invoke: {
        id: `work${number}`,
        src: "work",
        input: { round: number },
        onDone: {
          target: number === rounds ? "#done" : `#round${number + 1}`,
          actions: { type: "worked", params: { round: number } },
        },
      },
    },
  },
});

const numbers = Array.from({ length: rounds }, (_, index) => index + 1);

const machine = setup({
  actors: { work: fromPromise(async () => ({ ok: true })) },
  // A word in this process costs nothing; the adapter's own `waitFor` is two invocations and an awakeable more an event, and
  // took 1.5 times the processor time. It comes before the step is durable, but the next event queues behind the step.
  actions: { worked: ({ self }, { round }) => waiting.get(`${self.id} ${round}`)?.() },
}).createMachine({
  id: "lifecycle",
  initial: "round1",
  states: {
    ...Object.fromEntries(numbers.map((number) => [`round${number}`, round(number)])),
    done: { id: "done", type: "final" },
  },
});

const lifecycle = xstate("lifecycle", machine);
// The adapter logs every activity.
const endpoint = createServer(createEndpointHandler({ services: [lifecycle], logger: () => {} }));
endpoint.listen(0, "127.0.0.1");
await once(endpoint, "listening");
const server = await startRestate(`http://127.0.0.1:${endpoint.address().port}`);
const restate = connect({ url: server.url });

async function live() {
  const id = randomUUID();
  const engagement = restate.objectClient(lifecycle, id);
  await engagement.create({}, keyed());
  for (const number of numbers) {
    const place = `${id} ${number}`;
    const worked = new Promise((resolve) => waiting.set(place, resolve));
    const { value } = await engagement.send({ event: { type: "reported", note } }, keyed());
    if (value?.[`round${number}`] !== "working") {
      throw new Error(`An event was not applied: ${JSON.stringify(value)}`);
    }
    await worked;
    waiting.delete(place);
  }
}

/** As the other engines' events are: sent twice, applied once. */
const keyed = () => rpc.opts({ idempotencyKey: randomUUID() });

await report(live);
await server.stop();
process.exit(0);
