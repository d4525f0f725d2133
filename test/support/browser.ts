/** Somebody's browser, as far as forms and cookies go: it keeps cookies, follows to where it is sent, and says where it comes from. */
import type { Express } from "express";
import request from "supertest";
import { PUBLIC_URL } from "./house.ts";

export interface Browser {
  get(path: string): request.Test;
  /** Submit a form of our own pages. */
  post(path: string, fields?: Readonly<Record<string, string>>): request.Test;
  postJson(path: string, body: object): request.Test;
}

/** `address` is what a trusted proxy says; the house must be told of one. */
export function browser(app: Express, address = "192.0.2.1"): Browser {
  const agent = request.agent(app);
  const from = (test: request.Test) =>
    test.set({
      Origin: PUBLIC_URL,
      "X-Forwarded-For": address,
      "User-Agent": "Mozilla/5.0 (X11; Linux) Firefox/140.0",
    });
  return {
    get: (path) => from(agent.get(path)),
    post: (path, fields = {}) => from(agent.post(path)).type("form").send(fields),
    postJson: (path, body) => from(agent.post(path)).send(body),
  };
}
