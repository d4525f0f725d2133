/** When the newest of some files and folders below `root` was changed. */
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

/** @returns {number} milliseconds since 1970; what is not there is passed over */
export function newestOf(root, names) {
  const paths = names.map((name) => join(root, name)).filter((path) => existsSync(path));
  const files = paths.flatMap((path) => [
    // A deleted file shows only in the time of its folder.
    path,
    ...(statSync(path).isDirectory() ? readdirSync(path, { recursive: true }) : []).map((name) =>
      join(path, name),
    ),
  ]);
  return Math.max(...files.map((path) => statSync(path).mtimeMs));
}
