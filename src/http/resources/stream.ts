import { streamChange, streamQuery } from "../../contract/stream.ts";
import { authenticate } from "../middleware/authenticate.ts";
import { operation } from "../operation.ts";
import type { Operation } from "../operation.ts";
import { createLine } from "../stream/line.ts";

export const stream: readonly Operation[] = [
  operation({
    method: "get",
    path: "/api/v1/stream",
    id: "listen",
    tag: "stream",
    summary: "Listen to what changes, as it happens",
    description:
      "Server-sent events. `change` tells of a chart that you may know: its id, its revision, and where it went; what else there " +
      "is to know is asked for. `gone` names the id of one that you knew and may know no more, such as a case that another " +
      "vetter has taken. `ready` comes once, `heartbeat` every 15 seconds; both, as every change, bear an id to resume " +
      "after. A change may come twice: one that does not raise the revision is old. `reset` says that something was missed, or " +
      "that your roles have changed: ask anew for what you show. `end` comes before the stream ends.",
    needs: "signed-in",
    query: streamQuery,
    headers: { "Last-Event-ID": "The id of the last message that was seen, as browsers send it." },
    success: {
      status: 200,
      description: "Messages without end. The data of each `change` is this.",
      schema: streamChange,
      type: "text/event-stream",
    },
    handle({ api, actor, query, request }) {
      api.stream.demandRoom(actor);
      return Promise.resolve({
        headers: { "Content-Type": "text/event-stream; charset=utf-8", "X-Accel-Buffering": "no" },
        listen(response) {
          const line = createLine(response, {
            actor,
            whoIsIt: async () => await authenticate(api, request),
            after: request.get("Last-Event-ID") ?? query.after,
          });
          const leave = api.stream.join(line);
          response.on("close", leave);
          if (response.destroyed) leave();
        },
      });
    },
  }),
];
