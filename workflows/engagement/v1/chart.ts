/**
 * The engagement chart as a table: every row on paper and every row that had to be added, by id. Tests are made from it,
 * and whoever wants to know what may happen reads it here.
 */
import { appealRows } from "./chart/appeal.ts";
import { assignmentRows } from "./chart/assignment.ts";
import { decisionRows } from "./chart/decision.ts";
import { dormancyRows } from "./chart/dormancy.ts";
import { everywhereRows } from "./chart/everywhere.ts";
import { informationRows } from "./chart/information.ts";
import { inquiryRows } from "./chart/inquiry.ts";
import { offerRows } from "./chart/offer.ts";
import { participationRows } from "./chart/participation.ts";
import { restingRows } from "./chart/resting.ts";
import type { Row } from "./chart/row.ts";
import { suspensionRows } from "./chart/suspension.ts";
import { vettingRows } from "./chart/vetting.ts";

export const chart: readonly Row[] = [
  ...inquiryRows,
  ...informationRows,
  ...vettingRows,
  ...decisionRows,
  ...appealRows,
  ...suspensionRows,
  ...assignmentRows,
  ...offerRows,
  ...participationRows,
  ...restingRows,
  ...dormancyRows,
  ...everywhereRows,
].toSorted((a, b) => a.id.localeCompare(b.id));
