import { withHouse } from "../with-house.ts";

/** `convoke jobs`: recurring jobs, when each ran last and when it runs next. */
export async function jobs(): Promise<void> {
  const list = await withHouse((house) => house.jobs.list());
  for (const { name, does, lastAt, nextAt } of list) {
    console.log(
      `${name}\n  ${does}\n  last ${lastAt?.toISOString() ?? "never"}, next ${nextAt?.toISOString() ?? "never"}`,
    );
  }
}
