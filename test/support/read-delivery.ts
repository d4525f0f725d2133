import assert from "node:assert/strict";
import type { Identity, Problem, RawDelivery } from "../../src/intake/adapter.ts";
import { adapterOf } from "../../src/intake/adapters/index.ts";
import type { Inquiry } from "../../src/intake/inquiry.ts";
import type { Mapping } from "../../src/intake/mapping.ts";

export function adapterFor(vendor: string) {
  const adapter = adapterOf(vendor);
  assert(adapter, `There is no adapter ${vendor}`);
  return adapter;
}

/** Parse and read, for a delivery that is known to be good. */
export function readDelivery(vendor: string, delivery: RawDelivery, mapping: Mapping = {}): Inquiry {
  return adapterFor(vendor).read(payloadOf(vendor, delivery), mapping);
}

export function identifyDelivery(vendor: string, delivery: RawDelivery): Identity {
  return adapterFor(vendor).identify(payloadOf(vendor, delivery));
}

/** The problem of a delivery that is known to be bad. */
export function problemOf(vendor: string, delivery: RawDelivery): Problem {
  const parsed = adapterFor(vendor).parse(delivery);
  assert(parsed.kind === "problem", "The delivery was read");
  return parsed.problem;
}

function payloadOf(vendor: string, delivery: RawDelivery): unknown {
  const parsed = adapterFor(vendor).parse(delivery);
  assert(parsed.kind === "payload", JSON.stringify(parsed));
  return parsed.payload;
}
