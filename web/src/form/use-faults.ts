import { useQuery } from "@tanstack/react-query";
import { faultsOf } from "../api/problem.ts";
import { useSettings } from "../theme/settings.ts";

/** What is wrong with each field of a form, by its path, in the reader's language; in the server's where only that has words. */
export function useFaults(error: Error | null): Readonly<Record<string, string>> {
  const { language } = useSettings();
  const { data: inFrench } = useQuery({
    queryKey: ["words", "faults"],
    queryFn: async () => (await import("./faults-in-french.ts")).faultInFrench,
    enabled: language === "fr",
    staleTime: Infinity,
  });
  const faults = faultsOf(error);
  return Object.fromEntries(
    Object.entries(faults).map(([path, said]) => [path, (language === "fr" && inFrench?.(said)) || said]),
  );
}
