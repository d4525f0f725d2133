import { reasonText } from "../contract/reasons.ts";
import type { Problem } from "./adapter.ts";

const CONTENT_TYPE = /^([!#$%&'*+\-.^_`|~0-9a-z]+\/[!#$%&'*+\-.^_`|~0-9a-z]+)\s*((?:;[^;]*)*)$/;

/** The media type without parameters, or why it is not taken. UTF-8 is the only charset (RFC 8259 section 8.1). */
export function readMediaType(
  contentType: string | undefined,
  accepted: readonly string[],
): string | Problem {
  const expected = accepted.join(" or ");
  if (contentType === undefined || contentType.trim() === "") {
    return refuse(reasonText("media-type-missing", { expected }));
  }
  const [, type, parameters] = CONTENT_TYPE.exec(contentType.trim().toLowerCase()) ?? [];
  if (type === undefined || !accepted.some((pattern) => fits(type, pattern))) {
    return refuse(reasonText("media-type", { type: contentType.slice(0, 100), expected }));
  }
  const charset = charsetOf(parameters ?? "");
  if (charset !== null && charset !== "utf-8" && charset !== "utf8") {
    return refuse(reasonText("charset", { charset: charset.slice(0, 100) }));
  }
  return type;
}

function fits(type: string, pattern: string): boolean {
  if (!pattern.endsWith("*+json")) return type === pattern;
  return type.startsWith(pattern.slice(0, -"*+json".length)) && type.endsWith("+json");
}

function charsetOf(parameters: string): string | null {
  for (const parameter of parameters.split(";")) {
    const [name, value] = parameter.split("=", 2);
    if (name?.trim() === "charset") return (value ?? "").trim().replace(/^"(.*)"$/, "$1");
  }
  return null;
}

function refuse(reason: string): Problem {
  return { kind: "media-type", reason };
}
