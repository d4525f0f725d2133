/** The form as HTML: whole without a script, every label, hint and error tied to its field (WCAG 2.2). */
import {
  AUTHORITY_LEVELS,
  COMMITMENTS,
  OWN_KINDS,
  OWN_LINE_MAX,
  OWN_TEXT_MAX,
  PRESENCES,
} from "../../contract/own-form.ts";
import { escapeHtml } from "../html.ts";
import { checkboxes, field, fieldset, radios, select, type Asked } from "./form-parts.ts";
import type { FormOptions } from "./form-options.ts";
import { dayIn, type Spoken } from "./language.ts";
import { paragraphs } from "./layout.ts";
import type { MessageKey } from "./messages/en.ts";
import { oneOf, type FormError, type Typed } from "./read-form.ts";

export interface FormView {
  readonly spoken: Spoken;
  readonly options: FormOptions;
  readonly typed: Typed;
  readonly errors: readonly FormError[];
  /** Where it is posted to. */
  readonly action: string;
  readonly pageToken: string;
  /** Where a script gets a piece of work. */
  readonly workUrl: string;
}

export function formView(view: FormView): string {
  const { spoken, options, action, errors } = view;
  const { say } = spoken;
  const asked: Asked = {
    say,
    typed: view.typed,
    errorOf: (name) => errors.find((error) => error.field === name),
  };
  const worded = (prefix: string, values: readonly string[]) =>
    values.map((value) => ({
      value,
      label: { text: say(`${prefix}${pascal(value)}` as MessageKey), lang: undefined },
    }));

  return `${errorSummary(view)}
  <form method="post" action="${escapeHtml(action)}" accept-charset="utf-8" novalidate data-work="${escapeHtml(view.workUrl)}">
    <input type="hidden" name="page" value="${escapeHtml(view.pageToken)}">
    <input type="hidden" name="work" value="">
    <p class="hint">${escapeHtml(say("formRequired"))}</p>
    ${fieldset(
      say("whoLegend"),
      field(asked, {
        name: "name",
        label: "name",
        attributes: `autocomplete="name" maxlength="${OWN_LINE_MAX}" required`,
      }) +
        field(asked, {
          name: "email",
          label: "email",
          hint: "emailHint",
          attributes: `type="email" inputmode="email" autocomplete="email" spellcheck="false" maxlength="254" required`,
        }) +
        radios(asked, {
          name: "behalf",
          label: "behalf",
          options: worded("behalf", ["self", "organisation"]),
          isRequired: true,
        }) +
        `<div class="for-organisation">${
          field(asked, {
            name: "organisation",
            label: "organisation",
            hint: "organisationHint",
            attributes: `autocomplete="organization" maxlength="${OWN_LINE_MAX}"`,
          }) +
          select(asked, {
            name: "organisationKind",
            label: "organisationKind",
            options: options.organisationKinds,
            isOptional: true,
          })
        }</div>` +
        select(asked, {
          name: "country",
          label: "country",
          hint: "countryHint",
          options: options.countries,
          attributes: 'autocomplete="country"',
        }),
    )}
    ${fieldset(
      say("whatLegend"),
      radios(asked, { name: "kind", label: "kind", options: worded("kind", OWN_KINDS), isRequired: true }) +
        `<fieldset class="for-formal"><legend>${escapeHtml(say("formalLegend"))}</legend>${
          radios(asked, {
            name: "noteLevel",
            label: "noteLevel",
            options: worded("level", AUTHORITY_LEVELS),
          }) +
          field(asked, {
            name: "noteNumber",
            label: "noteNumber",
            isOptional: true,
            attributes: `autocomplete="off" maxlength="${OWN_LINE_MAX}"`,
          })
        }</fieldset>` +
        `<fieldset class="for-meeting"><legend>${escapeHtml(say("meetingLegend"))}</legend>${field(asked, {
          name: "meetingPlace",
          label: "meetingPlace",
          hint: "meetingPlaceHint",
          attributes: `autocomplete="off" maxlength="${OWN_LINE_MAX}"`,
        })}</fieldset>` +
        checkboxes(asked, {
          name: "interests",
          label: "interests",
          options: options.interests,
          isOptional: true,
        }) +
        checkboxes(asked, { name: "groups", label: "groups", options: options.groups, isOptional: true }) +
        field(asked, {
          name: "message",
          label: "message",
          hint: "messageHint",
          lines: true,
          attributes: `maxlength="${OWN_TEXT_MAX}"`,
        }) +
        field(asked, {
          name: "concerns",
          label: "concerns",
          hint: "concernsHint",
          lines: true,
          isOptional: true,
          attributes: `maxlength="${OWN_TEXT_MAX}"`,
        }),
    )}
    ${fieldset(
      say("howLegend"),
      `<p class="hint">${escapeHtml(say("howHint"))}</p>` +
        radios(asked, {
          name: "commitment",
          label: "commitment",
          options: worded("commitment", COMMITMENTS),
          isOptional: true,
        }) +
        radios(asked, {
          name: "presence",
          label: "presence",
          options: worded("presence", PRESENCES),
          isOptional: true,
        }),
    )}
    ${fieldset(say("consentLegend"), consentText(view) + consentBox(asked, options))}
    <div class="website" aria-hidden="true"><label for="website">${escapeHtml(say("website"))} – ${escapeHtml(say("websiteHint"))}</label>
      <input id="website" name="website" type="text" tabindex="-1" autocomplete="off" value=""></div>
    <button>${escapeHtml(say("send"))}</button>
  </form>`;
}

/** It takes the focus when the page opens, and each line leads to its field. */
function errorSummary({ spoken: { say }, errors }: FormView): string {
  if (errors.length === 0) return "";
  const lines = errors.map(
    ({ field: name, message, values }) =>
      `<li><a href="#${FIRST_OF[name] ?? name}">${escapeHtml(say(message, values))}</a></li>`,
  );
  return `<div class="summary" role="alert" tabindex="-1" id="errors" autofocus aria-labelledby="errors-title">
    <h2 id="errors-title">${escapeHtml(say("errorsTitle"))}</h2>
    <p>${escapeHtml(say("errorsIntro"))}</p><ul>${lines.join("")}</ul></div>`;
}

/** A group of boxes is reached by its first. */
const FIRST_OF: Readonly<Record<string, string>> = Object.fromEntries(
  ["behalf", "kind", "noteLevel", "interests", "groups", "commitment", "presence"].map((name) => [
    name,
    `${name}-0`,
  ]),
);

function consentText({ spoken: { code, say }, options: { consent } }: FormView): string {
  if (consent === undefined) return `<p class="note">${escapeHtml(say("noConsentText"))}</p>`;
  const version = say("consentVersion", {
    version: String(consent.version),
    date: dayIn(code, consent.publishedAt),
  });
  return `<div class="consent-text" id="consent-text">${paragraphs(consent.text)}<p class="hint">${escapeHtml(version)}</p></div>
    <input type="hidden" name="consentVersion" value="${consent.version}">`;
}

function consentBox({ say, typed, errorOf }: Asked, { consent }: FormOptions): string {
  if (consent === undefined) return "";
  const error = errorOf("consent");
  const isTicked = oneOf(typed, "consent") === "yes" && error === undefined;
  const told =
    error === undefined
      ? ""
      : `<p class="error" id="consent-error"><span>${escapeHtml(say("errorWord"))}</span> ${escapeHtml(say(error.message))}</p>`;
  const described = ["consent-text", ...(error === undefined ? [] : ["consent-error"])].join(" ");
  return `<div class="field${error === undefined ? "" : " wrong"}">${told}<div class="choice"><input type="checkbox" id="consent" name="consent" value="yes" required
    aria-describedby="${described}"${error === undefined ? "" : ' aria-invalid="true"'}${isTicked ? " checked" : ""}>
    <label for="consent">${escapeHtml(say("consent"))}</label></div></div>`;
}

const pascal = (code: string): string =>
  code
    .split("_")
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
