/** The lists of engagements, narrowed by what somebody typed. That is somebody's name, so it comes in a body and stands in no address. */
import { z } from "zod";
import { engagementCounts, engagementPage, engagementWords, wordless } from "../../contract/engagements.ts";
import { READ_CASES } from "../instances/seer.ts";
import { operation } from "../operation.ts";
import type { Operation } from "../operation.ts";
import { takenAway } from "./engagement-export.ts";
import { counted, pageOfLines } from "./engagement-lists.ts";

export const engagementSearch: readonly Operation[] = [
  operation({
    method: "post",
    path: "/api/v1/engagements/search",
    id: "searchEngagements",
    tag: "engagements",
    summary:
      "List the engagements whose person, organisation or reference has the words, by filter, a page at a time",
    description:
      "Filters, order and pages are those of the list. Where you see a roster card only, words are looked for in name and organisation.",
    needs: READ_CASES,
    query: wordless.query,
    body: engagementWords,
    success: { status: 200, description: "A page.", schema: engagementPage },
    handle: async (call) => ({ body: await pageOfLines(call, { ...call.query, ...call.body }) }),
  }),
  operation({
    method: "post",
    path: "/api/v1/engagements/search/counts",
    id: "countFoundEngagements",
    tag: "engagements",
    summary: "Count by state the engagements that a search for the words would list",
    needs: READ_CASES,
    query: wordless.filter,
    body: engagementWords,
    success: { status: 200, description: "How many.", schema: engagementCounts },
    handle: async (call) => ({ body: await counted(call, { ...call.query, ...call.body }) }),
  }),
  operation({
    method: "post",
    path: "/api/v1/engagements/search/export",
    id: "exportFoundEngagements",
    tag: "engagements",
    summary:
      "The engagements that a search for the words would list, as CSV (RFC 4180), which the trail keeps as exported",
    description: "Under the same filters, in the same order, marked as the file of the whole list is.",
    needs: READ_CASES,
    query: wordless.exportQuery,
    body: engagementWords,
    success: { status: 200, description: "Lines of CSV, in UTF-8.", schema: z.string(), type: "text/csv" },
    handle: async (call) => await takenAway(call, { ...call.query, ...call.body }),
  }),
];
