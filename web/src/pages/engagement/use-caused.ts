import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { Caused } from "./effects.tsx";
import { effectKey } from "./effects.tsx";
import type { May } from "./may.ts";
import { effectsQuery, mailsQuery } from "./queries.ts";

/** What became of what the case asked for. Mails have their text for those who may read them, and only a line for others. */
export function useCaused(
  id: string,
  may: Pick<May, "retry" | "readMails">,
  { isAsked, onRetry }: { readonly isAsked: boolean; readonly onRetry: () => void },
): Caused {
  const mayRetry = may.retry;
  const { data: effects } = useQuery({ ...effectsQuery(id), retry: false, enabled: isAsked });
  const { data: mails } = useQuery({ ...mailsQuery(id), retry: false, enabled: isAsked && may.readMails });
  return useMemo(
    () => ({
      asked:
        effects === undefined
          ? undefined
          : new Map(effects.map((one) => [effectKey(one.entry, one.name), one] as const)),
      mails: new Map((mails ?? []).map((mail) => [mail.id, mail] as const)),
      onRetry: mayRetry ? onRetry : undefined,
    }),
    [effects, mails, mayRetry, onRetry],
  );
}
