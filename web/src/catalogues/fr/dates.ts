import type { Words } from "../../i18n/words.ts";
import type { dates as english } from "../en/dates.ts";

export const dates: Words<typeof english> = {
  forMinutes: "{count, plural, one {# minute} other {# minutes}}",
  forHours: "{count, plural, one {# heure} other {# heures}}",
  forDays: "{count, plural, one {# jour} other {# jours}}",
  justNow: "à l’instant",
  inMinutes: "dans {count, plural, one {# minute} other {# minutes}}",
  minutesAgo: "il y a {count, plural, one {# minute} other {# minutes}}",
  sinceMinutes: "depuis {count, plural, =0 {moins d’une minute} one {# minute} other {# minutes}}",
  since: "depuis {when}",
  today: "aujourd’hui",
  tomorrow: "demain",
  yesterday: "hier",
  todayAt: "aujourd’hui à {time}",
  inDays: "{date}, dans {count, plural, one {# jour} other {# jours}}",
  daysAgo: "{date}, il y a {count, plural, one {# jour} other {# jours}}",
  inWorkingDays: "{date}, dans {count, plural, one {# jour ouvré} other {# jours ouvrés}}",
  workingDaysAgo: "{date}, il y a {count, plural, one {# jour ouvré} other {# jours ouvrés}}",
};
