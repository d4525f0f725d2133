/** In files as the events themselves are: `workflows/engagement/v1/events`. */
import { everywhere } from "./everywhere.ts";
import { inquiry } from "./inquiry.ts";
import { participation } from "./participation.ts";
import { vetting } from "./vetting.ts";

export const engagement = { ...inquiry, ...vetting, ...participation, ...everywhere };
