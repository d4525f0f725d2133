/** When a timer whose event made the chart throw is tried again: its due time says where it stands in the order. */
export const timerRetry = {
  name: "0005-timer-retry",
  sql: `
alter table effect add column retry_at timestamptz;
`,
};
