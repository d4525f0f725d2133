/** A process of its own that owns a data folder until it is told, or killed: `own-data-folder.ts <folder>`. */
import { startEmbeddedPostgres } from "../../src/store/embedded/start.ts";

const log = { info: () => {}, warn: () => {}, error: () => {} };
const [dataDir = ""] = process.argv.slice(2);

try {
  const postgres = await startEmbeddedPostgres({ dataDir, log });
  console.log(JSON.stringify({ connection: postgres.connection }));
  process.once("SIGTERM", () => void postgres.stop());
} catch (error) {
  console.log(JSON.stringify({ refused: error instanceof Error ? error.message : String(error) }));
}
