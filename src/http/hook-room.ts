/**
 * How many deliveries may be under way at a time: enough for every burst of a vendor, and never more than the memory has
 * room for. One source takes half of it at most, so that there is always room for the others.
 */
import type { Request, RequestHandler } from "express";
import { ConvokeError } from "../lib/errors.ts";

export interface Room {
  readonly deliveriesMax: number;
  readonly bytesMax: number;
}
const ROOM: Room = { deliveriesMax: 2_000, bytesMax: 128 * 1024 * 1024 };

/** For a body that does not say how long it is, or that is to be inflated. */
const UNTOLD_BYTES = 256 * 1024;

interface UnderWay {
  deliveries: number;
  bytes: number;
}

/** Throws `busy` while there is no room, before a byte of the body is read. */
export function keepRoom(
  { deliveriesMax, bytesMax }: Room = ROOM,
  bodyBytesMax = 1024 * 1024,
): RequestHandler {
  const all: UnderWay = { deliveries: 0, bytes: 0 };
  const bySource = new Map<string, UnderWay>();

  return (request, response, next) => {
    const name = String(request.params["source"]);
    const own = bySource.get(name) ?? { deliveries: 0, bytes: 0 };
    const bytes = bytesOf(request, bodyBytesMax);
    const isFull =
      all.deliveries + 1 > deliveriesMax ||
      all.bytes + bytes > bytesMax ||
      own.deliveries + 1 > deliveriesMax / 2 ||
      own.bytes + bytes > bytesMax / 2;
    if (isFull) throw new ConvokeError("busy", "Too many deliveries are under way; try again in a moment");

    bySource.set(name, own);
    for (const one of [all, own]) {
      one.deliveries += 1;
      one.bytes += bytes;
    }
    // Answered, or gone without an answer.
    response.once("close", () => {
      for (const one of [all, own]) {
        one.deliveries -= 1;
        one.bytes -= bytes;
      }
      if (own.deliveries === 0) bySource.delete(name);
    });
    next();
  };
}

function bytesOf({ headers }: Request, bodyBytesMax: number): number {
  const length = Number(headers["content-length"]);
  const isTold = Number.isSafeInteger(length) && headers["content-encoding"] === undefined;
  return isTold ? Math.min(length, bodyBytesMax) : UNTOLD_BYTES;
}
