/** What every peer's program is given by bench/peers/run-peer.ts, and how it measures. */
const { AT_ONCE, ROUNDS, SECONDS, NOTE } = process.env;

export const rounds = Number(ROUNDS);
export const note = NOTE;

/** Warm up for a second, live engagements for as long as was asked, and print the rate and latencies as one line of JSON. */
export async function report(live) {
  await measure(live, 1);
  console.log(JSON.stringify(await measure(live, Number(SECONDS))));
}

async function measure(live, seconds) {
  const latencies = [];
  const startedAt = performance.now();
  const endsAt = startedAt + seconds * 1_000;
  await Promise.all(
    Array.from({ length: Number(AT_ONCE) }, async () => {
      while (performance.now() < endsAt) {
        const at = performance.now();
        await live();
        latencies.push(performance.now() - at);
      }
    }),
  );
  const took = performance.now() - startedAt;
  const sorted = latencies.toSorted((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  return { perSecond: (latencies.length * 1_000) / took, p50Ms: at(0.5), p99Ms: at(0.99) };
}
