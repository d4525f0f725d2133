/**
 * `multipart/form-data` (RFC 7578), taken apart by busboy. Files are named; their bytes stay in the delivery, which is
 * kept, and go nowhere else.
 */
import busboy from "busboy";
import { reasonText } from "../contract/reasons.ts";
import type { Problem, Written } from "./adapter.ts";
import { FormTree } from "./form-fields.ts";
import { decodeUtf8, textFault, type JsonMembers, type Limits } from "./safe-json.ts";

const FIELD_BYTES_MAX = 512 * 1024;
const FILES_MAX = 50;
const FILE_NAME_MAX = 300;

export interface Multipart {
  readonly fields: JsonMembers;
  /** Names of the files by the field they were sent in. */
  readonly files: ReadonlyMap<string, readonly string[]>;
}

/** A body without an end, a boundary or readable part headers is a problem; so is one part too many. */
export function parseMultipart(
  { body, contentType = "" }: Pick<Written, "body" | "contentType">,
  limits: Limits,
): Multipart | { problem: Problem } {
  const boundary = boundaryOf(contentType);
  const parser = boundary === undefined ? undefined : openParser(contentType, limits);
  if (boundary === undefined || parser === undefined) {
    const reason = reasonText("boundary");
    return { problem: { kind: "media-type", reason } };
  }
  if (!isWhole(body, boundary)) {
    return { problem: { kind: "syntax", reason: reasonText("multipart-end") } };
  }

  const form = new FormTree(limits);
  const files = new Map<string, string[]>();
  let problem: Problem | null = null;
  parser.on("field", (name: string | undefined, value, { valueTruncated }) => {
    problem ??= valueTruncated
      ? { kind: "limit", reason: reasonText("field-size", { count: FIELD_BYTES_MAX }) }
      : form.add(name ?? "", value);
  });
  parser.on("file", (name: string | undefined, stream, { filename }: { filename: string | undefined }) => {
    stream.on("error", () => {}).resume();
    // A file field that was left empty is sent without a name.
    problem ??= addFile(files, name ?? "", filename ?? "");
  });
  parser.on("fieldsLimit", () => {
    problem ??= { kind: "limit", reason: reasonText("fields", { count: limits.membersMax }) };
  });
  parser.on("filesLimit", () => {
    problem ??= { kind: "limit", reason: reasonText("files", { count: FILES_MAX }) };
  });
  parser.on("error", () => {
    problem ??= { kind: "syntax", reason: reasonText("part-headers") };
  });
  // All of it in one piece: busboy tells of every part before `write` returns, so nothing has to be waited for.
  parser.write(body);
  parser.destroy();

  problem ??= files.size === 0 ? encodingProblem(body) : null;
  return problem === null ? { fields: form.members(), files } : { problem };
}

function openParser(contentType: string, { membersMax }: Limits): busboy.Busboy | undefined {
  try {
    return busboy({
      headers: { "content-type": contentType },
      defParamCharset: "utf8",
      limits: { fields: membersMax, files: FILES_MAX, fieldSize: FIELD_BYTES_MAX },
    });
  } catch {
    return undefined;
  }
}

/**
 * What two sendings of one form have in common: senders make up a new boundary each time. Any other body is itself.
 */
export function bodyWithoutBoundary({
  body,
  contentType = "",
}: Pick<Written, "body" | "contentType">): Buffer {
  const boundary = /^multipart\//i.test(contentType) ? boundaryOf(contentType) : undefined;
  if (boundary === undefined) return body;
  return Buffer.from(body.toString("latin1").replaceAll(`--${boundary}`, "--"), "latin1");
}

/** RFC 2046 allows 70 characters. */
export function boundaryOf(contentType: string): string | undefined {
  const [, quoted, bare] =
    /;\s*boundary=(?:"([^"]{1,70})"|([^\s";]{1,70})(?=\s*(?:;|$)))/i.exec(contentType) ?? [];
  return quoted ?? bare;
}

function isWhole(body: Buffer, boundary: string): boolean {
  const end = `--${boundary}--`;
  return body.includes(`\r\n${end}`) || body.subarray(0, end.length).toString("latin1") === end;
}

function addFile(files: Map<string, string[]>, field: string, fileName: string): Problem | null {
  const fault = textFault(field) ?? textFault(fileName);
  if (fault !== null) return { kind: "encoding", reason: `The name of a file ${fault}` };
  if (fileName.length > FILE_NAME_MAX) {
    return { kind: "limit", reason: reasonText("file-name", { count: FILE_NAME_MAX }) };
  }
  const names = files.get(field) ?? [];
  if (fileName !== "") names.push(fileName);
  files.set(field, names);
  return null;
}

/** busboy replaces what is not UTF-8. Beside files that is all one can do: their bytes are what they are. */
function encodingProblem(body: Buffer): Problem | null {
  const decoded = decodeUtf8(body);
  return "problem" in decoded ? decoded.problem : null;
}
