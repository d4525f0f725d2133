import type { z } from "zod";
import { programme } from "../../../src/contract/programmes.ts";
import { madeSource } from "../../../src/contract/sources.ts";
import { newToken } from "../../../src/seal/tokens.ts";
import { HOLIDAYS, momentOf, ZONE } from "../calendar.ts";
import { declareInterests, hireStaff, introduced, PROGRAMME } from "../cast.ts";
import type { Client } from "../client.ts";
import { expectSame } from "../expect.ts";
import { Play } from "../play.ts";
import type { Forms, Story } from "../story.ts";
import type { Teller } from "../teller.ts";

/** September 2012: an empty server becomes a programme with people, forms and a road map. */
export async function founding(client: Client, teller: Teller, adminToken: string): Promise<Story> {
  teller.chapter(
    "The programme is set up",
    "An empty server, an administrator, and a Task Force that meets for the first time.",
  );
  const wanted = { slug: PROGRAMME, name: "Partners in Prevention", zone: ZONE, holidays: HOLIDAYS };
  const made = await client.post("/api/v1/programmes", adminToken, wanted, programme);
  teller.act(momentOf(made.createdAt), `The administrator sets up the programme ${made.name}`);
  teller.note("says", `calendar of ${made.zone}, Monday to Friday, ${made.holidays.length} holidays`);

  const cast = await hireStaff(client, adminToken);
  await declareInterests(client, cast, "2012-09-04");
  const forms = await openForms(client, cast.nora.token);
  const play = await Play.open(client, teller, cast);
  play.say(`The administrator gives ${Object.keys(cast).length} people an account and their roles`);
  teller.note("says", Object.values(cast).map(introduced).join(", "));
  teller.note("says", "those who decide about others declare their interests first; nobody has any");
  play.say(`${introduced(cast.nora)} connects three forms: Typeform, Tally, and the site's own contact page`);
  teller.note("says", "Typeform and Tally sign what they post; the page carries a token in its address");

  await play.at("2012-09-05 14:00");
  const dualUse = await plan(play, "Dual-use Technologies", "dual_use", "2012-10");
  const radiopharmaceuticals = await plan(play, "Radiopharmaceuticals", "radiopharmaceuticals", "2013-02");
  const shipping = await plan(play, "Shipping", "shipping", "2013-05");
  const insurance = await plan(play, "Insurance", "insurance", "2013-06");

  const meeting = await play.open(
    cast.ines,
    "meetings",
    "schedules the Task Force's first meeting",
    "Task Force",
    {
      title: "First meeting of the Task Force",
      startsAt: "2012-09-06T10:00:00-04:00",
      zone: ZONE,
      mode: "room",
    },
  );
  await play.at("2012-09-06 16:00");
  await play.act(
    cast.ines,
    meeting,
    {
      tell: "notes that the Task Force met; Priya Raman and Lucas Moreau will lead",
      type: "meeting.held",
      data: { attendance: [] },
    },
    { state: "held" },
  );
  play.ahead();
  return { play, forms, dualUse, radiopharmaceuticals, shipping, insurance };
}

async function plan(play: Play, name: string, sector: string, launchMonth: string) {
  const group = await play.open(
    play.cast.daniel,
    "groups",
    `puts the group ${name} on the road map for ${launchMonth}`,
    name,
    { name, sector, launchMonth, capacity: 12 },
  );
  expectSame(`the group ${name}`, group.standing.state, "planned");
  return group;
}

async function openForms(client: Client, token: string): Promise<Forms> {
  const [typeform, tally] = [newToken("demo"), newToken("demo")];
  const post = async (body: object): Promise<z.output<typeof madeSource>> =>
    await client.post("/api/v1/sources", token, { programme: PROGRAMME, ...body }, madeSource);
  const made = {
    typeform: await post({ slug: "join", vendor: "typeform", secret: typeform }),
    tally: await post({ slug: "experts", vendor: "tally", secret: tally }),
    page: await post({ slug: "contact-page", vendor: "form" }),
  };
  return {
    typeform: { url: made.typeform.url, secret: typeform },
    tally: { url: made.tally.url, secret: tally },
    page: { url: made.page.url },
  };
}
