import { choice } from "./choice.ts";
import { engagement } from "./engagement.ts";
import { field } from "./field.ts";
import { form } from "./form.ts";
import { role } from "./role.ts";
import { timer } from "./timer.ts";
import { account } from "./account.ts";
import { board } from "./board.ts";
import { dates } from "./dates.ts";
import { engagements } from "./engagements.ts";
import { entry } from "./entry.ts";
import { event } from "./event.ts";
import { guard } from "./guard.ts";
import { intake } from "./intake.ts";
import { keys } from "./keys.ts";
import { parts } from "./parts.ts";
import { problem } from "./problem.ts";
import { shell } from "./shell.ts";
import { stage } from "./stage.ts";
import { state } from "./state.ts";
import { today } from "./today.ts";

export const messages = {
  account,
  board,
  timer,
  role,
  form,
  field,
  engagement,
  choice,
  dates,
  engagements,
  entry,
  event,
  guard,
  intake,
  keys,
  parts,
  problem,
  shell,
  stage,
  state,
  today,
};
