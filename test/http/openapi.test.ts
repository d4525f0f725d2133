import { describe, expect, it } from "vitest";
import { allOperations } from "../../src/http/resources/index.ts";
import { testHouse } from "../support/house.ts";

const house = testHouse({ isIdle: true });

interface Described {
  readonly operationId: string;
  readonly parameters?: readonly { in: string; name: string; description?: string }[];
  readonly security?: object[];
  readonly requestBody?: object;
  readonly responses: Record<string, { content?: Record<string, unknown> }>;
}
type Document = {
  openapi: string;
  info: { title: string; version: string };
  servers: { url: string }[];
  paths: Record<string, Record<string, Described>>;
  components: { schemas: Record<string, object>; securitySchemes: object };
};
const readDocument = async (): Promise<Document> => (await house.anybody.get("/openapi.json")).body;

describe("/openapi.json", () => {
  it("is OpenAPI 3.1 whose references all lead somewhere", async () => {
    const document = await readDocument();
    expect(document.openapi).toMatch(/^3\.1\./);
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, to = ""]) => to);
    expect(references.length).toBeGreaterThan(20);
    for (const reference of new Set(references)) {
      const path = reference.replace(/^#\//, "").split("/");
      expect(
        path.reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], document),
        reference,
      ).toBeDefined();
    }
    const ids = operationsOf(document).map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("names every operation that is routed, and no other", async () => {
    const document = await readDocument();
    const routed = allOperations({ isVirtual: true }).map(({ method, path }) => `${method} ${path}`);
    const described = operationsOf(document).map(({ method, path }) => `${method} ${path}`);
    expect(described.toSorted()).toEqual([...routed, "post /hooks/{source}"].toSorted());
    for (const { method, path } of operationsOf(document)) {
      const answer = await house.anybody[method](path.replaceAll(/\{\w+\}/g, "x"));
      const isRouted = answer.status !== 405 && !String(answer.body.detail).startsWith("No page has");
      expect(isRouted, `${method} ${path}: ${answer.status}`).toBe(true);
    }
  });

  it("gives every parameter of a path, and every error as a problem document", async () => {
    for (const { path, operation } of operationsOf(await readDocument())) {
      const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const parameters = operation.parameters ?? [];
      expect(parameters.filter(({ in: place }) => place === "path").map(({ name }) => name)).toEqual(named);
      const statuses = Object.keys(operation.responses);
      if (operation.security?.length !== 0)
        expect(statuses).toEqual(expect.arrayContaining(["401", "403", "503"]));
      if (operation.requestBody !== undefined)
        expect(statuses).toEqual(expect.arrayContaining(["413", "415"]));
      for (const [status, response] of Object.entries(operation.responses)) {
        if (Number(status) < 400 || path === "/health/ready") continue;
        expect(Object.keys(response.content ?? {}), `${path} ${status}`).toEqual([
          "application/problem+json",
        ]);
      }
    }
  });

  it("says of everything a list can be asked for what it is", async () => {
    const silent = operationsOf(await readDocument()).flatMap(({ path, operation }) =>
      (operation.parameters ?? [])
        .filter((one) => one.in === "query" && one.description === undefined)
        .map(({ name }) => `${path}?${name}`),
    );
    expect(silent).toEqual([]);
  });
});

describe("the pages", () => {
  it("at /docs load everything they need from here", async () => {
    const page = await house.anybody.get("/docs");
    expect(page.status).toBe(200);
    const assets = [...page.text.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, path = ""]) => path);
    expect(assets).toEqual(
      expect.arrayContaining(["/docs/swagger-ui.css", "/docs/swagger-ui-bundle.js", "/docs/start.js"]),
    );
    for (const asset of assets) expect((await house.anybody.get(asset)).status, asset).toBe(200);
    expect(page.text).not.toMatch(/<script(?! src)/);
  });

  it("at / show a first delivery that works as it stands", async () => {
    const { text } = await house.anybody.get("/");
    const [, json = ""] = /-d &#39;|-d '(.*)'/.exec(text) ?? [];
    expect(JSON.parse(json)).toMatchObject({ email: "ines@example.org" });
    expect(text).toContain("http://convoke.example/hooks/contact");
  });
});

describe("health", () => {
  it("is live and ready without signing in", async () => {
    expect((await house.anybody.get("/health/live")).body).toEqual({ status: "ok" });
    expect((await house.anybody.get("/health/ready")).body).toEqual({
      status: "ok",
      checks: { database: "ok", queue: "ok" },
    });
  });
});

function operationsOf(document: Document) {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      method: method as "get" | "post",
      path,
      operation,
    })),
  );
}
