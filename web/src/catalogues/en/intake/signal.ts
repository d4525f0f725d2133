/** What was noticed about a message that looks like spam. */
export const signal = {
  honeypot: "a field that nobody sees was filled in",
  too_fast: "sent faster than anybody types",
  page_forged: "the page’s stamp is forged",
  work_forged: "the browser’s work is forged",
  work_reused: "the browser’s work was used before",
  work_expired: "the browser’s work is too old",
  page_too_old: "the page was opened long ago",
  page_missing: "the page’s stamp is missing",
  work_missing: "the browser’s work is missing",
  disposable_address: "a throw-away address",
  some_links: "several links",
  many_links: "many links",
  repeated_text: "the same text came before",
  often_repeated_text: "the same text came often",
};
