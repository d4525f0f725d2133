/** `npm run draw`: lays out every chart anew into workflows/drawings.json. elkjs is needed here and nowhere else. */
import { writeFileSync } from "node:fs";
import { drawAll } from "./draw/draw-all.ts";

const FILE = "workflows/drawings.json";

// One chart a line, so that a difference names the charts that differ.
const lines = (await drawAll()).map((drawing) => JSON.stringify(drawing));
writeFileSync(FILE, `[\n${lines.join(",\n")}\n]\n`);
console.log(`${FILE} is written`);
