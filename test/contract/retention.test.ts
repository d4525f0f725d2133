import { describe, expect, it } from "vitest";
import {
  RETENTION_CLASSES,
  RETENTION_OF_TABLE,
  RETENTION_OF_WORKFLOW,
  retentionOf,
} from "../../src/contract/retention.ts";
import { workflows } from "../../workflows/index.ts";
import { testDatabase } from "../support/database.ts";

const database = testDatabase();

describe("a retention class", () => {
  it("is named for every workflow, so that no chart is kept without anybody having said for how long", () => {
    for (const { name } of workflows) expect(RETENTION_OF_WORKFLOW, name).toHaveProperty(name);
    expect(retentionOf("recommendation")).toBe("publication");
  });

  it("has a period by default, which a programme may change", async () => {
    const { rows } = await database.pool.query<{ class: string }>(
      "select class from retention_period where programme_id is null",
    );
    expect(rows.map((row) => row.class).toSorted()).toEqual([...RETENTION_CLASSES].toSorted());
  });

  it("stands on every row that holds words of or about a person", async () => {
    const { rows } = await database.pool.query<{ table: string }>(
      `select table_name as "table" from information_schema.columns
       where column_name = 'retention_class' and is_nullable = 'NO' order by 1`,
    );
    expect(rows.map((row) => row.table)).toEqual([
      "answer_index",
      "delivery",
      "erasure",
      "import",
      "mail",
      "merge",
      "note",
      "person_card",
      "sealed_record",
    ]);
  });

  it("is named for every other table, so that no record begins without one", async () => {
    const { rows } = await database.pool.query<{ table: string }>(
      `select t.table_name as "table" from information_schema.tables t
       where t.table_schema = current_schema() and t.table_type = 'BASE TABLE' and not exists (
         select 1 from information_schema.columns c
         where c.table_schema = t.table_schema and c.table_name = t.table_name and c.column_name = 'retention_class')
       order by 1`,
    );
    expect(rows.map(({ table }) => table)).toEqual(Object.keys(RETENTION_OF_TABLE).toSorted());
  });
});
