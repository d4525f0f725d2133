/** Punctuation parts words for search as it does for trigrams: in "p1@ex.example" the last word begins with "ex". */
export const searchWords = {
  name: "0011-search-words",
  sql: String.raw`
-- Otherwise the index finds everybody whose address has such a word, and each has to be read to see that it is none.
create or replace function search_line(variadic given text[]) returns text language sql immutable parallel safe
  return ' ' || ltrim(regexp_replace(translate(
    lower(regexp_replace(normalize(array_to_string(given, ' '), NFKD), '[\u0300-\u036f]', '', 'g')), 'øłđðħı', 'olddhi'),
    '[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u007f]+', ' ', 'g'));

-- What is stored is made anew.
update person_card set name = name;
update organisation set name = name;
`,
};
