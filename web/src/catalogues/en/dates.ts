export const dates = {
  justNow: "just now",
  inMinutes: "in {count, plural, one {# minute} other {# minutes}}",
  minutesAgo: "{count, plural, one {# minute} other {# minutes}} ago",
  today: "today",
  tomorrow: "tomorrow",
  yesterday: "yesterday",
  todayAt: "today, {time}",
  inDays: "{date}, in {count, plural, one {# day} other {# days}}",
  daysAgo: "{date}, {count, plural, one {# day} other {# days}} ago",
  inWorkingDays: "{date}, in {count, plural, one {# working day} other {# working days}}",
  workingDaysAgo: "{date}, {count, plural, one {# working day} other {# working days}} ago",
};
