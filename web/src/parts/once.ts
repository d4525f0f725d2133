/** Two quick clicks mean one thing: the second can come before the button is drawn as waiting. */
import { useQueryClient } from "@tanstack/react-query";
import { useId } from "react";

interface Once {
  /** For the mutation that it is about. */
  readonly mutationKey: readonly string[];
  /** Whether it has been sent and not been answered yet, as it is now and not as it was drawn last. */
  readonly isUnderWay: () => boolean;
}

export function useOnce(): Once {
  const client = useQueryClient();
  const mutationKey = ["once", useId()];
  return { mutationKey, isUnderWay: () => client.isMutating({ mutationKey }) > 0 };
}
