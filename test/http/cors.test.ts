import { describe, expect, it } from "vitest";
import { testHouse } from "../support/house.ts";

const ALLOWED = "https://www.example.org";
const house = testHouse({
  environment: { CORS_ORIGINS: `${ALLOWED}, https://intranet.example.org:8443` },
  isIdle: true,
});

describe("CORS", () => {
  it("lets pages of a named origin use a token, and never a cookie", async () => {
    const asked = await house.anybody
      .options("/api/v1/engagements")
      .set({ Origin: ALLOWED, "Access-Control-Request-Method": "POST" });
    expect(asked.status).toBe(204);
    expect(asked.headers["access-control-allow-origin"]).toBe(ALLOWED);
    expect(asked.headers["access-control-allow-headers"]).toContain("Authorization");
    expect(asked.headers["access-control-allow-credentials"]).toBeUndefined();
    const officer = await house.as("officer");
    const read = await officer.get("/api/v1/me").set("Origin", ALLOWED);
    expect(read.headers["access-control-allow-origin"]).toBe(ALLOWED);
    expect(read.headers["vary"]).toContain("Origin");
  });

  it("is closed to every other origin, to those that only look alike, and on pages", async () => {
    const officer = await house.as("officer");
    for (const origin of [
      "https://www.example.org.evil.example",
      "http://www.example.org",
      "https://intranet.example.org",
      "null",
    ]) {
      const answer = await officer.get("/api/v1/me").set("Origin", origin);
      expect(answer.headers["access-control-allow-origin"], origin).toBeUndefined();
    }
    const page = await house.anybody.get("/sign-in").set("Origin", ALLOWED);
    expect(page.headers["access-control-allow-origin"]).toBeUndefined();
  });
});
