import { z } from "zod";
import { knownPage } from "../../auth/known-records.ts";
import { id, instant, paging, programmeFilter } from "../../contract/common.ts";
import { deliveryDetail, deliveryPage } from "../../contract/sources.ts";
import type { Delivery, WordsOfProgramme } from "../../store/deliveries.ts";
import { listDeliveries } from "../../store/deliveries.ts";
import { openRecords } from "../../directory/people.ts";
import { retryDelivery } from "../../intake/held-deliveries.ts";
import { sayingAll, wantedWords } from "../../intake/search-answers.ts";
import type { Actor } from "../../contract/actor.ts";
import { programmesOf } from "../../contract/actor.ts";
import { InvalidInput } from "../../lib/errors.ts";
import type { Api } from "../api.ts";
import { programmeOf, programmeSlugs } from "../programme-of.ts";
import { page, readCursor } from "../cursor.ts";
import { findDelivery } from "../find-delivery.ts";
import { operation } from "../operation.ts";
import type { Operation } from "../operation.ts";
import { presentDelivery, presentDetail } from "../present-delivery.ts";

const params = z.object({ id });

export const deliveries: readonly Operation[] = [
  operation({
    method: "get",
    path: "/api/v1/deliveries",
    id: "listDeliveries",
    tag: "sources",
    summary: "What came in, newest first, and what became of it",
    description: "`held` deliveries wait for a person; of `refused` ones only size and hash are kept.",
    needs: { data: "deliveries", act: "read" },
    query: z.strictObject({
      status: z.enum(["received", "accepted", "duplicate", "held", "partial", "refused"]).optional().meta({
        description:
          "`held` waits for a person; of what is `refused` nothing but size and hash is kept; `duplicate` is what arrived more than once.",
      }),
      programme: programmeFilter,
      source: z.uuid().optional().meta({ description: "Id of a source." }),
      since: instant.optional().meta({ description: "What arrived then or later." }),
      until: instant.optional().meta({ description: "What arrived before." }),
      score: z.coerce
        .number()
        .int()
        .min(0)
        .optional()
        .meta({ description: "What looked as suspicious as this, or more so." }),
      words: z.string().trim().min(1).max(200).optional().meta({
        description:
          "Words of the answers, all of them and whole ones, without case and accents. What stands on a person's card is searched at `/people`.",
      }),
      ...paging,
    }),
    success: { status: 200, description: "A page.", schema: deliveryPage },
    async handle({ api, scope, query }) {
      const { status, source: sourceId, score: scoreMin, words: text, limit, cursor } = query;
      const words = text === undefined ? undefined : await wordsWanted(api, scope, text);
      const open = async (ids: readonly string[]) => await openRecords(api.directory, ids);
      const since = query.since === undefined ? undefined : new Date(query.since);
      const until = query.until === undefined ? undefined : new Date(query.until);
      const programmeId =
        query.programme === undefined
          ? undefined
          : (await programmeOf(api, query.programme, scope, "query")).id;
      const rows = await knownPage(api.db, scope, limit, {
        read: async (count, last: Delivery | undefined) => {
          const after = last === undefined ? readCursor(cursor) : { createdAt: last.receivedAt, id: last.id };
          const filter = {
            status,
            programmeId,
            sourceId,
            since,
            until,
            scoreMin,
            words,
            limit: count,
            after,
          };
          return await listDeliveries(api.db, filter, scope);
        },
        about: (row) => row.engagementId,
        fits:
          text === undefined ? undefined : async (found) => await sayingAll(api.db, found, { text, open }),
      });
      const place = ({ receivedAt, id }: Delivery) => ({ createdAt: receivedAt, id });
      return { body: page(rows, limit, place, presentDelivery) };
    },
  }),
  operation({
    method: "get",
    path: "/api/v1/deliveries/{id}",
    id: "getDelivery",
    tag: "sources",
    summary: "Look into a delivery",
    needs: { data: "deliveries", act: "read" },
    params,
    success: {
      status: 200,
      description: "The delivery with its body and what is read in it.",
      schema: deliveryDetail,
    },
    problems: ["not-found", "sealed"],
    async handle(call) {
      return { body: await presentDetail(call.api, await findDelivery(call, call.params.id)) };
    },
  }),
  operation({
    method: "post",
    path: "/api/v1/deliveries/{id}/retry",
    id: "retryDelivery",
    tag: "sources",
    summary: "Read a held or accepted delivery once more, for instance after its source got another mapping",
    description:
      "What was held is read as if it had just come. The engagement that an accepted one became hears what is read differently " +
      "now, and never a second time of the same; what a person has entered since stays. Who asked and what came of it stands in `replays`.",
    needs: { data: "deliveries", act: "keep" },
    params,
    success: { status: 204, description: "It will be read." },
    problems: ["not-found", "conflict", "sealed"],
    async handle(call) {
      const found = await findDelivery(call, call.params.id);
      await retryDelivery(call.api.intake, found, call.actor.id);
      return {};
    },
  }),
];

/** In each programme that the caller may look into. Throws `bad-request` for a text without a word. */
async function wordsWanted(api: Api, scope: Actor, text: string): Promise<WordsOfProgramme[]> {
  const programmeIds = programmesOf(scope) ?? [...(await programmeSlugs(api)).keys()];
  const words = wantedWords(api.intake, programmeIds, text);
  if (words !== undefined) return words;
  const detail = "expected a word of two letters or digits, or more";
  throw new InvalidInput(
    `The query is not as expected: /words ${detail}`,
    [{ pointer: "/words", detail }],
    "bad-request",
  );
}
