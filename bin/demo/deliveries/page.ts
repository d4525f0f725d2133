/** What a browser posts from the contact page of the programme's own site. */

export const pageForm = (fields: Readonly<Record<string, string>>): string =>
  new URLSearchParams(fields).toString();

export const PAGE_HEADERS = { "Content-Type": "application/x-www-form-urlencoded" };
