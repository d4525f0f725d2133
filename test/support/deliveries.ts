import { existsSync, readdirSync, readFileSync } from "node:fs";
import type { Headers, RawDelivery } from "../../src/intake/adapter.ts";

const OWN = new URL("../fixtures/deliveries/", import.meta.url);
/** Payloads that vendors publish, beside the checkout where there are any. */
const SHARED = new URL("../../../shared/fixtures/webhooks/", import.meta.url);

export interface Sample {
  readonly file: string;
  readonly vendor: string;
  readonly delivery: RawDelivery;
}

/** A delivery as the door would hand it over. */
export function deliveryOf(
  body: string | Buffer,
  more: { contentType?: string; headers?: Headers } = {},
): RawDelivery {
  return {
    body: Buffer.from(body),
    method: "POST",
    url: "https://convoke.example/hooks/a-form",
    headers: more.headers ?? {},
    contentType: "contentType" in more ? more.contentType : "application/json",
    receivedAt: new Date("2026-03-02T09:00:00Z"),
  };
}

export function ownDelivery(file: string): RawDelivery {
  const contentType = file.endsWith(".txt") ? "application/x-www-form-urlencoded" : "application/json";
  return deliveryOf(readFileSync(new URL(file, OWN)), { contentType });
}

/** Every sample of a vendor: ours, and the shared ones when they are there. */
export function samplesOf(vendor: string): Sample[] {
  return [OWN, SHARED]
    .filter((folder) => existsSync(folder))
    .flatMap((folder) =>
      readdirSync(folder)
        .filter((file) => new RegExp(`^${vendor}-.*\\.json$`).test(file))
        .map((file) => ({ file, vendor, delivery: deliveryOf(readFileSync(new URL(file, folder))) })),
    );
}
