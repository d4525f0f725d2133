import { counter } from "./counter.ts";
import { desk } from "./desk.ts";
import { letters } from "./letters.ts";
import { reader } from "./reader.ts";
import { reminder } from "./reminder.ts";
import { screening } from "./screening.ts";
import { applicant, group } from "./seats.ts";

/** Small charts, each about one thing the engine has to get right. */
export const testWorkflows = [counter, desk, letters, reader, reminder, screening, applicant, group];
