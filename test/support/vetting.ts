/** What is known of an ordinary party, and what checking it comes to. */
export const vettingProfile = (interest: string) => ({
  email: "attested",
  affiliation: "organisation",
  country: "GB",
  interests: [interest],
  capacity: "organisation",
});

/** The four checks of a screening, all clear on this day (YYYY-MM-DD). */
export const clearChecks = (checkedOn: string) =>
  ["identity", "exclusion_criteria", "sanctions_list", "public_controversies"].map((check) => ({
    check,
    outcome: "clear",
    evidenceId: "evidence-1",
    checkedOn,
  }));
