import { readFile } from "node:fs/promises";

import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { healthOperations } from "../src/http/resources/health.ts";

interface Service {
  readonly command?: readonly string[];
  readonly restart?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly healthcheck?: { readonly test?: readonly string[]; readonly disable?: boolean };
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly volumes?: readonly string[];
}

const text = await readFile("docker-compose.yml", "utf8");
const { services, volumes } = parse(text, { merge: true }) as {
  services: Record<string, Service>;
  volumes: Record<string, null>;
};

describe("docker-compose.yml", () => {
  it("starts each service only when what it needs is ready", () => {
    for (const name of ["api", "worker"]) {
      expect(services[name]?.depends_on).toEqual({
        postgres: { condition: "service_healthy" },
        redis: { condition: "service_healthy" },
        migrate: { condition: "service_completed_successfully" },
      });
    }
    for (const { depends_on: needs = {} } of Object.values(services)) {
      for (const [name, { condition }] of Object.entries(needs)) {
        if (condition === "service_healthy") expect(services[name]?.healthcheck?.test).toBeDefined();
      }
    }
  });

  it("restarts everything but the migration, and keeps the data", () => {
    const restarts = Object.fromEntries(
      Object.entries(services).map(([name, { restart }]) => [name, restart]),
    );
    expect(restarts).toEqual({
      postgres: "unless-stopped",
      redis: "unless-stopped",
      migrate: "no",
      api: "unless-stopped",
      worker: "unless-stopped",
    });
    const mounted = Object.values(services).flatMap(({ volumes: mounts = [] }) => mounts);
    expect(mounted.map((mount) => mount.split(":")[0])).toEqual(Object.keys(volumes));
  });

  it("never lets Redis evict a job", () => {
    expect(services["redis"]?.command?.join(" ")).toContain("--appendonly yes --maxmemory-policy noeviction");
  });

  it("has no secret in it, and starts nothing without a master key", () => {
    for (const name of ["migrate", "api", "worker"]) {
      expect(services[name]?.environment?.["CONVOKE_MASTER_KEY"]).toMatch(/^\$\{CONVOKE_MASTER_KEY:\?/);
    }
    expect(services["postgres"]?.environment?.["POSTGRES_PASSWORD"]).toMatch(/^\$\{POSTGRES_PASSWORD:\?/);
  });
});

describe("the Dockerfile", () => {
  it("runs as an ordinary user and says whether it is well", async () => {
    const stages = (await readFile("Dockerfile", "utf8")).split(/^FROM /m);
    expect(stages.at(-1)).toMatch(/^USER node$/m);
    expect(stages.at(-1)).toMatch(/^HEALTHCHECK /m);
  });

  it("asks for its health where the server answers", async () => {
    const [, path] =
      /fetch\(`http:\/\/127\.0\.0\.1:\$\{process\.env\.PORT\}([^`]*)`\)/.exec(
        await readFile("Dockerfile", "utf8"),
      ) ?? [];
    expect(healthOperations.map((operation) => operation.path)).toContain(path);
  });
});
