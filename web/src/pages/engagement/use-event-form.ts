/** What somebody has typed for one event, and sending it: only if nobody was quicker, and never twice. */
import { useMemo, useRef, useState } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { newKey } from "../../api/client.ts";
import { Problem } from "../../api/problem.ts";
import type { Engagement } from "../../api/shapes.ts";
import type { Drafts } from "../../form/draft.ts";
import { dataOf, emptyOf, missingIn } from "../../form/draft.ts";
import { fieldsOf } from "../../form/shape.ts";
import { useEventWords } from "../../parts/state-words.ts";
import { tell } from "../../parts/told.ts";
import { useFaults } from "../../form/use-faults.ts";
import { useSend } from "./queries.ts";

interface Sending {
  readonly engagement: Engagement;
  readonly type: string;
  readonly schema: Readonly<Record<string, unknown>>;
  readonly onBehalfOf: "stakeholder" | undefined;
  readonly onClose: () => void;
}

export function useEventForm({ engagement, type, schema, onBehalfOf, onClose }: Sending) {
  const t = useTranslations("engagement");
  const tf = useTranslations("form");
  const words = useEventWords();
  const format = useFormatter();
  const fields = useMemo(() => fieldsOf(schema), [schema]);
  const [drafts, setDrafts] = useState<Drafts>(() => emptyOf(fields));
  const [happenedOn, setHappenedOn] = useState("");
  const [key, setKey] = useState(newKey);
  const [wasTried, setTried] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const [opened] = useState(engagement.revision);
  // What the form was opened over; once the reader has been told of a change, what is shown now.
  const [isToldOfChange, setToldOfChange] = useState(false);
  const send = useSend(engagement.id);
  /** When it was sent under this key for the first time. */
  const triedAt = useRef<Date>(undefined);
  /** Raised each time there is something to read above the form. */
  const [told, setTold] = useState(0);

  const missing = wasTried ? missingIn(fields, drafts) : [];
  const faults = useFaults(problem ?? null);
  const errors = {
    ...within(faults),
    ...Object.fromEntries(missing.map((path) => [path, tf("missing")])),
  };

  function submit(): void {
    setTried(true);
    setProblem(undefined);
    if (missingIn(fields, drafts).length > 0) return setTold((before) => before + 1);
    triedAt.current ??= new Date();
    send.mutate(
      {
        revision: isToldOfChange ? engagement.revision : opened,
        key,
        type,
        data: dataOf(fields, drafts),
        ...(happenedOn === "" ? {} : { happenedOn }),
        ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
      },
      {
        onSuccess({ outcome }) {
          const what = words(engagement.workflow, type, "do").replace(/…$/, "");
          const time = format.dateTime(triedAt.current ?? new Date(), { hour: "2-digit", minute: "2-digit" });
          tell(outcome === "duplicate" ? t("alreadySent", { time }) : t("sent", { what }));
          onClose();
        },
        onError(error) {
          const said = error instanceof Problem ? error : new Problem(0, "unexpected", "");
          setToldOfChange((before) => before || said.status === 412);
          setProblem(said);
          // Whom nobody answered may have been heard: the same request again is the same event.
          if (said.status >= 400 && said.status < 500) {
            setKey(newKey());
            triedAt.current = undefined;
          }
          setTold((before) => before + 1);
        },
      },
    );
  }

  return {
    fields,
    drafts,
    happenedOn,
    errors,
    problem,
    told,
    opened,
    isPending: send.isPending,
    isTouched: happenedOn !== "" || JSON.stringify(drafts) !== JSON.stringify(emptyOf(fields)),
    change: (next: Drafts): void => {
      setDrafts(next);
      setProblem(undefined);
    },
    setHappenedOn,
    /** The reader has looked at what changed: what they send now is meant for the case as it is shown. */
    seeChange: () => setToldOfChange(true),
    submit,
  };
}

/** The server names `data.reason`; the form knows `reason`. */
const within = (errors: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(errors).map(([path, detail]) => [path.replace(/^data\./, ""), detail]));
