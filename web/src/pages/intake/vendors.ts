/** Where a form may live: what the API takes as `vendor`, under the name its maker gives it. A name of a product has no translation. */
interface Vendor {
  readonly value: string;
  readonly label: string;
}

export const VENDORS: readonly Vendor[] = [
  { value: "form", label: "HTML / JSON" },
  { value: "civicrm", label: "CiviCRM" },
  { value: "cf7", label: "Contact Form 7" },
  { value: "drupal", label: "Drupal Webform" },
  { value: "fillout", label: "Fillout" },
  { value: "formbricks", label: "Formbricks" },
  { value: "formspree", label: "Formspree" },
  { value: "googleforms", label: "Google Forms" },
  { value: "gravityforms", label: "Gravity Forms" },
  { value: "hubspot", label: "HubSpot" },
  { value: "jotform", label: "Jotform" },
  { value: "msforms", label: "Microsoft Forms" },
  { value: "netlify", label: "Netlify Forms" },
  { value: "standard-webhooks", label: "Standard Webhooks" },
  { value: "surveymonkey", label: "SurveyMonkey" },
  { value: "tally", label: "Tally" },
  { value: "typeform", label: "Typeform" },
  { value: "webflow", label: "Webflow" },
  { value: "wpforms", label: "WPForms" },
];

export const vendorWords = (vendor: string): string =>
  VENDORS.find(({ value }) => value === vendor)?.label ?? vendor;
