import { describe, expect, it } from "vitest";
import { createLog } from "../../src/lib/log.ts";
import { testDatabase } from "../support/database.ts";

const database = testDatabase();

function logged(error: unknown): string {
  const lines: string[] = [];
  createLog("info", { write: (line: string) => void lines.push(line) }).warn({ err: error }, "It failed");
  return lines.join("");
}

const failureOf = async (text: string, values: unknown[] = []): Promise<unknown> => {
  try {
    return await database.pool.query(text, values);
  } catch (error) {
    return error;
  }
};

describe("the log", () => {
  it("quotes no value that PostgreSQL did not take, and still says which error it was", async () => {
    const line = logged(
      new Error("Could not", { cause: await failureOf("select $1::uuid", ["Ines Duarte"]) }),
    );
    expect(line).not.toContain("Ines");
    expect(line).toContain("22P02");
  });

  it("quotes no row that a constraint refused", async () => {
    const line = logged(
      await failureOf(
        "insert into account (id, name, kind, created_at) values (gen_random_uuid(), $1, 'cat', now())",
        ["Ines Duarte"],
      ),
    );
    expect(line).not.toContain("Ines");
    expect(line).toContain("account_kind_check");
  });
});
