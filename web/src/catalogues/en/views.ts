export const views = {
  title: "Views",
  mine: "Mine",
  unclaimed: "Unclaimed",
  dueThisWeek: "Due this week",
  shared: "{name} (shared)",
  drop: "Drop the view {name}",
  save: "Save this list as a view",
  name: "Name of the view",
  share: "Share it with the programme",
};
