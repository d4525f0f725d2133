/** Stands in for use-intl's own, in `vite.config.ts`: every value that enters a message is kept apart from its words. */
import formatMessage from "use-intl/format-message";
import { isolated } from "./isolate.ts";

type Args = Parameters<typeof formatMessage>;

const formatIsolated = (...[key, message, values, options]: Args): ReturnType<typeof formatMessage> =>
  formatMessage(key, message, values && isolatedIn(values), options);

const isolatedIn = (values: NonNullable<Args[2]>): Args[2] =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === "string" ? isolated(value) : value,
    ]),
  );

export default Object.assign(formatIsolated, { raw: formatMessage.raw });
