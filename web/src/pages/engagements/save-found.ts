/** The file of a list that is narrowed by what was typed: asked for in a body, so not by a link. */
import { api } from "../../api/client.ts";
import type { paths } from "../../api/schema.d.ts";

type Asked = paths["/api/v1/engagements/search/export"]["post"];

export async function saveFound({
  query,
  text,
}: {
  readonly query: NonNullable<Asked["parameters"]["query"]>;
  readonly text: string;
}): Promise<void> {
  const { data, response } = await api.POST("/api/v1/engagements/search/export", {
    params: { query },
    body: { text },
    parseAs: "blob",
  });
  if (data === undefined) throw new TypeError("The answer has no body");
  const [, name = "engagements.csv"] =
    /filename="([^"]+)"/.exec(response.headers.get("content-disposition") ?? "") ?? [];
  const link = document.createElement("a");
  link.href = URL.createObjectURL(data);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
