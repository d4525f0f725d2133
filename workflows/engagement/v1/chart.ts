/**
 * The engagement chart as a table: every row on paper and every row that had to be added, by id. Tests are made from it,
 * and whoever wants to know what may happen reads it here.
 */
import { assignmentRows } from "./chart/assignment.ts";
import { everywhereRows } from "./chart/everywhere.ts";
import { inquiryRows } from "./chart/inquiry.ts";
import { participationRows } from "./chart/participation.ts";
import { restingRows } from "./chart/resting.ts";
import type { Row } from "./chart/row.ts";
import { vettingRows } from "./chart/vetting.ts";

export const chart: readonly Row[] = [
  ...inquiryRows,
  ...vettingRows,
  ...assignmentRows,
  ...participationRows,
  ...restingRows,
  ...everywhereRows,
].toSorted((a, b) => a.id.localeCompare(b.id));
