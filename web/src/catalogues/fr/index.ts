import type { Words } from "../../i18n/words.ts";
import type { messages as english } from "../en/index.ts";
import { account } from "./account.ts";
import { admin } from "./admin/index.ts";
import { board } from "./board.ts";
import { bulk } from "./bulk.ts";
import { choice } from "./choice.ts";
import { each } from "./each.ts";
import { dates } from "./dates.ts";
import { engagement } from "./engagement.ts";
import { engagements } from "./engagements.ts";
import { entry } from "./entry.ts";
import { event } from "./event/index.ts";
import { field } from "./field.ts";
import { form } from "./form.ts";
import { guard } from "./guard.ts";
import { insights } from "./insights.ts";
import { intake } from "./intake/index.ts";
import { interests } from "./interests.ts";
import { keys } from "./keys.ts";
import { notes } from "./notes.ts";
import { parts } from "./parts.ts";
import { problem } from "./problem.ts";
import { role } from "./role.ts";
import { search } from "./search.ts";
import { shell } from "./shell.ts";
import { stage } from "./stage.ts";
import { state } from "./state.ts";
import { timer } from "./timer.ts";
import { today } from "./today.ts";
import { troubles } from "./troubles.ts";
import { views } from "./views.ts";
import { workflows } from "./workflows.ts";

export const messages: Words<typeof english> = {
  account,
  admin,
  board,
  bulk,
  choice,
  each,
  dates,
  engagement,
  engagements,
  entry,
  event,
  field,
  form,
  guard,
  insights,
  intake,
  interests,
  keys,
  notes,
  parts,
  problem,
  role,
  search,
  shell,
  stage,
  state,
  timer,
  today,
  troubles,
  views,
  workflows,
};
