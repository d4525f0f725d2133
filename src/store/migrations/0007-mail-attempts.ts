/** How often a mail was tried: what reaches the host can then be held against what we know we did. */
export const mailAttempts = {
  name: "0007-mail-attempts",
  sql: `
alter table mail add column attempts int not null default 1;
`,
};
