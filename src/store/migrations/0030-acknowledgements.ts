/** What a programme says to whoever has written, in words of its own. */
export const acknowledgements = {
  name: "0030-acknowledgements",
  sql: `
-- Stands in the place of our own first paragraph, in this language; null leaves ours.
alter table programme_text add column acknowledgement text;
`,
};
