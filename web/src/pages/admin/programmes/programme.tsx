/** One programme: calendar, deadlines, languages, who gets what comes in, lists, markings, and where it belongs. */
import { getRouteApi } from "@tanstack/react-router";
import type { Programme } from "../../../api/shapes.ts";
import { useMe } from "../../../parts/programme.ts";
import { isAdministrator, mayConfigure, mayTakeIn } from "../may.ts";
import { Calendar } from "./calendar.tsx";
import { Languages } from "./languages.tsx";
import { Markings } from "./markings.tsx";
import { Name } from "./name.tsx";
import { Place } from "./place.tsx";
import { Routes } from "./routes.tsx";
import { Terms } from "./terms.tsx";
import { Timers } from "./timers.tsx";
import { Within } from "./within.tsx";

const route = getRouteApi("/admin/programmes/$slug");

export function ProgrammePage() {
  const { slug } = route.useParams();
  return (
    <Within slug={slug} part="settings">
      {(programme) => <Settings key={programme.id} programme={programme} />}
    </Within>
  );
}

/** Officers look after what comes in; the rest is an administrator's, but for the deadlines, which all may know. */
function Settings({ programme }: { readonly programme: Programme }) {
  const me = useMe();
  const configures = mayConfigure(me, programme.slug);
  const takesIn = mayTakeIn(me, programme.slug);
  return (
    <>
      {configures && <Name programme={programme} />}
      {configures && <Calendar programme={programme} />}
      {takesIn && <Routes programme={programme} />}
      {takesIn && <Languages programme={programme} />}
      <Timers programme={programme} />
      {configures && <Terms programme={programme} />}
      {configures && <Markings programme={programme} />}
      {isAdministrator(me) && <Place programme={programme} />}
    </>
  );
}
