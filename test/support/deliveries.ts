import { existsSync, readdirSync, readFileSync } from "node:fs";
import type { Headers, RawDelivery } from "../../src/intake/adapter.ts";

const OWN = new URL("../fixtures/deliveries/", import.meta.url);
/** Payloads that vendors publish, beside the checkout where there are any. */
export const SHARED = new URL("../../../shared/fixtures/webhooks/", import.meta.url);

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
  return sampleAt(new URL(file, OWN));
}

export function sharedDelivery(file: string): RawDelivery {
  return sampleAt(new URL(file, SHARED));
}

/** Every sample of a vendor: ours, and the shared ones when they are there. */
export function samplesOf(vendor: string): Sample[] {
  return [OWN, SHARED]
    .filter((folder) => existsSync(folder))
    .flatMap((folder) =>
      readdirSync(folder)
        .filter((file) => new RegExp(`^${vendor}-.*\\.(?:json|txt)$`).test(file) && !/\.headers\./.test(file))
        .map((file) => ({ file, vendor, delivery: sampleAt(new URL(file, folder)) })),
    );
}

/** A body tells by itself what it is: a multipart one begins with its boundary. */
function sampleAt(url: URL): RawDelivery {
  const body = readFileSync(url);
  if (url.pathname.endsWith(".json")) return deliveryOf(body);
  const [, boundary] = /^--(\S+)\r\n/.exec(body.toString("latin1")) ?? [];
  const contentType =
    boundary === undefined
      ? "application/x-www-form-urlencoded"
      : `multipart/form-data; boundary=${boundary}`;
  return deliveryOf(body, { contentType });
}

/** A form as a browser would post it; a file is `[name, content]`. */
export function multipartOf(
  parts: readonly (readonly [field: string, value: string | readonly [file: string, content: string]])[],
): RawDelivery {
  const boundary = "----WebKitFormBoundaryAaB03x";
  const text = parts.map(([field, value]) => {
    const [fileName, content] = typeof value === "string" ? [undefined, value] : value;
    const file =
      fileName === undefined ? "" : `; filename="${fileName}"\r\nContent-Type: application/octet-stream`;
    return `--${boundary}\r\nContent-Disposition: form-data; name="${field}"${file}\r\n\r\n${content}\r\n`;
  });
  return deliveryOf(`${text.join("")}--${boundary}--\r\n`, {
    contentType: `multipart/form-data; boundary=${boundary}`,
  });
}
