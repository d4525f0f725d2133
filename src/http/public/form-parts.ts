/** The parts of a form: a label, a hint and an error, each tied to its field. */
import { escapeHtml } from "../html.ts";
import type { Option } from "./form-options.ts";
import { langOf } from "./language.ts";
import type { MessageKey } from "./messages/en.ts";
import type { Say } from "./messages/index.ts";
import { oneOf, type FormError, type Typed } from "./read-form.ts";

export interface Asked {
  readonly say: Say;
  readonly typed: Typed;
  readonly errorOf: (name: string) => FormError | undefined;
}

interface Part {
  readonly name: string;
  readonly label: MessageKey;
  readonly hint?: MessageKey;
  readonly isOptional?: boolean;
}

export const fieldset = (legend: string, content: string): string =>
  `<fieldset><legend>${escapeHtml(legend)}</legend>${content}</fieldset>`;

/** One line, or several; `attributes` is written by us and goes in as it is. */
export function field(
  asked: Asked,
  part: Part & { readonly attributes: string; readonly lines?: boolean },
): string {
  const { name, attributes, lines = false } = part;
  const value = escapeHtml(oneOf(asked.typed, name));
  const shared = `id="${name}" name="${name}" ${attributes}${tiedTo(asked, part)}`;
  // The first line break after the tag is not part of the text.
  const control = lines ? `<textarea ${shared}>\n${value}</textarea>` : `<input ${shared} value="${value}">`;
  return labelled(asked, part, control);
}

export function select(
  asked: Asked,
  part: Part & { readonly options: readonly Option[]; readonly attributes?: string },
): string {
  const { name, options, attributes = "" } = part;
  const chosen = oneOf(asked.typed, name);
  const offered = options.map(
    ({ value, label }) =>
      `<option value="${escapeHtml(value)}"${langOf(label)}${value === chosen ? " selected" : ""}>${escapeHtml(label.text)}</option>`,
  );
  if (options.length === 0) return "";
  const first = `<option value="">${escapeHtml(asked.say("choose"))}</option>`;
  const control = `<select id="${name}" name="${name}" ${attributes}${tiedTo(asked, part)}>${first}${offered.join("")}</select>`;
  return labelled(asked, part, control);
}

type Choices = Part & { readonly options: readonly Option[]; readonly isRequired?: boolean };

export const radios = (asked: Asked, part: Choices): string => boxes(asked, part, "radio");
export const checkboxes = (asked: Asked, part: Choices): string => boxes(asked, part, "checkbox");

function boxes(asked: Asked, part: Choices, type: "radio" | "checkbox"): string {
  const { name, options, isRequired = false } = part;
  if (options.length === 0) return "";
  const chosen = asked.typed(name);
  const error = asked.errorOf(name);
  const invalid = error === undefined ? "" : ` aria-invalid="true"`;
  const rows = options.map(({ value, label }, index) => {
    const id = `${name}-${index}`;
    const attributes = `${isRequired ? " required" : ""}${type === "radio" ? "" : invalid}${chosen.includes(value) ? " checked" : ""}`;
    return `<div class="choice"><input type="${type}" id="${id}" name="${name}" value="${escapeHtml(value)}"${attributes}>
      <label for="${id}"${langOf(label)}>${escapeHtml(label.text)}</label></div>`;
  });
  const described = error === undefined ? "" : ` aria-describedby="${name}-error"`;
  const role = type === "radio" ? ` role="radiogroup"${invalid}` : "";
  return `<fieldset class="choices${error === undefined ? "" : " wrong"}"${role}${described}>
    <legend>${labelText(asked, part)}</legend>${told(asked, part)}<div>${rows.join("")}</div></fieldset>`;
}

function labelled(asked: Asked, part: Part, control: string): string {
  const hint =
    part.hint === undefined
      ? ""
      : `<p class="hint" id="${part.name}-hint">${escapeHtml(asked.say(part.hint))}</p>`;
  const isWrong = asked.errorOf(part.name) !== undefined;
  return `<div class="field${isWrong ? " wrong" : ""}"><label for="${part.name}">${labelText(asked, part)}</label>
    ${hint}${told(asked, part)}${control}</div>`;
}

const labelText = ({ say }: Asked, { label, isOptional = false }: Part): string =>
  escapeHtml(say(label)) +
  (isOptional ? ` <span class="optional">${escapeHtml(say("optional"))}</span>` : "");

function told({ say, errorOf }: Asked, { name }: Part): string {
  const error = errorOf(name);
  return error === undefined
    ? ""
    : `<p class="error" id="${name}-error"><span>${escapeHtml(say("errorWord"))}</span> ${escapeHtml(say(error.message, error.values))}</p>`;
}

function tiedTo({ errorOf }: Asked, { name, hint }: Part): string {
  const hasError = errorOf(name) !== undefined;
  const ids = [...(hint === undefined ? [] : [`${name}-hint`]), ...(hasError ? [`${name}-error`] : [])];
  return `${ids.length === 0 ? "" : ` aria-describedby="${ids.join(" ")}"`}${hasError ? ' aria-invalid="true"' : ""}`;
}
