import { Writable } from "node:stream";
import { describe, expect, it } from "vitest";
import { PUBLIC } from "../../src/contract/actor.ts";
import { newId } from "../../src/lib/ids.ts";
import { createLine } from "../../src/http/stream/line.ts";
import { placeText, readPlace } from "../../src/http/stream/resume.ts";

const at = new Date("2012-12-03T09:00:00.000Z");
const place = { position: 7, at };
const lineInto = (response: Writable) =>
  createLine(response, { actor: PUBLIC, whoIsIt: () => Promise.resolve(PUBLIC), after: undefined });

describe("a line to a listener", () => {
  it("writes each message as one block with the id to resume after", () => {
    const written: string[] = [];
    const response = new Writable({
      write(bytes: Buffer, _encoding, done) {
        written.push(bytes.toString());
        done();
      },
    });
    const line = lineInto(response);
    line.open(place);
    line.keepOpen();
    line.heartbeat(place);
    line.end("shutdown");
    line.heartbeat(place);
    const id = placeText(place);
    expect(written).toEqual([
      "retry: 1000\n",
      `id: ${id}\nevent: ready\ndata: {}\n\n`,
      ": \n\n",
      `id: ${id}\nevent: heartbeat\ndata: {}\n\n`,
      'event: end\ndata: {"because":"shutdown"}\n\n',
    ]);
    expect(readPlace(id)).toEqual(place);
  });

  it("is cut once more is unread than fits into a megabyte, whoever does not read", () => {
    const response = new Writable({ write: () => undefined });
    const line = lineInto(response);
    let sent = 0;
    const { id, at: instant } = { id: newId(), at: at.toISOString() };
    const cause = { event: "x".repeat(1_000), actor: "system", at: instant };
    const to = { stage: null, state: "triage" };
    while (!response.destroyed && sent < 10_000) {
      line.change(place, {
        id,
        workflow: "a",
        programmeId: id,
        revision: 1,
        status: "active",
        from: null,
        to,
        cause,
      });
      sent += 1;
    }
    expect(response.destroyed).toBe(true);
    expect(response.writableLength).toBeLessThan(1_100_000);
  });
});
