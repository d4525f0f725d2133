/** The controls of a form, one for each shape: plain elements, since a form of fifty of them must open at once. */
import { useId } from "react";
import { useTranslations } from "use-intl";
import type { Draft, Drafts } from "./draft.ts";
import { beginningOf } from "./draft.ts";
import { useChoiceWords, useFieldWords } from "./field-words.ts";
import type { Picks } from "./picks.ts";
import type { Field, Shape } from "./shape.ts";
import styles from "./form.module.css";

const RADIOS_MAX = 5;

interface Surroundings {
  /** By path, such as `checks.0.outcome`: what is wrong there. */
  readonly errors: Readonly<Record<string, string>>;
  readonly picks: Picks;
}

interface FieldsProps extends Surroundings {
  readonly fields: readonly Field[];
  readonly drafts: Drafts;
  readonly path?: string;
  readonly onChange: (drafts: Drafts) => void;
}

export function Fields({ fields, drafts, path = "", onChange, ...around }: FieldsProps) {
  return fields.map(({ name, shape, isRequired, isNullable }) => (
    <Control
      key={name}
      name={name}
      path={path + name}
      shape={shape}
      isRequired={isRequired && !isNullable}
      draft={drafts[name]}
      onChange={(draft) => onChange({ ...drafts, [name]: draft })}
      {...around}
    />
  ));
}

interface ControlProps extends Surroundings {
  readonly name: string;
  readonly path: string;
  readonly shape: Shape;
  readonly isRequired: boolean;
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
}

function Control(props: ControlProps) {
  switch (props.shape.kind) {
    case "constant":
      return null;
    case "check":
      return <Check {...props} />;
    case "list":
      return props.shape.item.kind === "one" ? (
        <Several {...props} values={props.shape.item.values} />
      ) : (
        <List {...props} shape={props.shape} />
      );
    case "group":
      return <Group {...props} fields={props.shape.fields} />;
    case "choice":
      return <Choice {...props} variants={props.shape.variants} />;
    case "one":
      return props.shape.values.length <= RADIOS_MAX ? (
        <Radios {...props} values={props.shape.values} />
      ) : (
        <Line {...props} />
      );
    default:
      return <Line {...props} />;
  }
}

/** Name, whether it may be left out, and what is wrong, tied to the control. */
function useMarks({ name, path, errors, isRequired }: ControlProps) {
  const t = useTranslations("form");
  const words = useFieldWords();
  const id = useId();
  const error = errors[path];
  const label = words(name);
  return {
    id,
    label: isRequired ? label : t("optional", { label }),
    anchor: anchorOf(path),
    error: error !== undefined && (
      <p className={styles["error"]} id={`${id}-error`}>
        {error}
      </p>
    ),
    aria: {
      "aria-invalid": error !== undefined,
      ...(error === undefined ? {} : { "aria-describedby": `${id}-error` }),
    },
  };
}

/** Where the summary's links lead. */
export const anchorOf = (path: string): string => `field-${path.replaceAll(".", "-")}`;

function Line(props: ControlProps) {
  const { shape, draft, onChange, isRequired, picks } = props;
  const t = useTranslations("form");
  const choiceWords = useChoiceWords();
  const { label, anchor, error, aria } = useMarks(props);
  const shared = {
    id: anchor,
    className: styles["input"],
    value: typeof draft === "string" ? draft : "",
    onChange: (event: { readonly target: { readonly value: string } }) => onChange(event.target.value),
    "aria-required": isRequired,
    ...aria,
  };
  const options =
    shape.kind === "one"
      ? shape.values.map((value) => ({ value, label: choiceWords(value) }))
      : shape.kind === "id"
        ? picks[shape.of]
        : undefined;
  return (
    <div className={styles["field"]}>
      <label htmlFor={anchor}>{label}</label>
      {shape.kind === "line" && shape.isCode && <p className={styles["hint"]}>{t("code")}</p>}
      {shape.kind === "id" && options === undefined && (
        <p className={styles["hint"]}>{t(`id.${shape.of}`)}</p>
      )}
      {error}
      {options !== undefined ? (
        <select {...shared}>
          <option value="">{t("choose")}</option>
          {options.map((one) => (
            <option key={one.value} value={one.value}>
              {one.label}
            </option>
          ))}
        </select>
      ) : shape.kind === "words" ? (
        <textarea {...shared} rows={4} maxLength={shape.max} />
      ) : shape.kind === "number" ? (
        <input {...shared} type="number" min={shape.min} max={shape.max} step={shape.isWhole ? 1 : "any"} />
      ) : shape.kind === "date" ? (
        <input {...shared} type="date" />
      ) : shape.kind === "instant" ? (
        <input {...shared} type="datetime-local" />
      ) : (
        <input
          {...shared}
          type="text"
          autoComplete="off"
          maxLength={shape.kind === "line" ? shape.max : undefined}
        />
      )}
    </div>
  );
}

function Check(props: ControlProps) {
  const { draft, onChange } = props;
  const words = useFieldWords();
  const { anchor, error, aria } = useMarks(props);
  return (
    <div className={styles["field"]}>
      {error}
      <label className={styles["tick"]}>
        <input
          type="checkbox"
          id={anchor}
          checked={draft === true}
          onChange={(event) => onChange(event.target.checked)}
          {...aria}
        />
        {words(props.name)}
      </label>
    </div>
  );
}

function Radios(props: ControlProps & { readonly values: readonly string[] }) {
  const { values, draft, onChange } = props;
  const choiceWords = useChoiceWords();
  const { id, label, anchor, error } = useMarks(props);
  return (
    <fieldset className={styles["set"]} id={anchor} tabIndex={-1}>
      <legend>{label}</legend>
      {error}
      {values.map((value) => (
        <label key={value} className={styles["tick"]}>
          <input type="radio" name={id} checked={draft === value} onChange={() => onChange(value)} />
          {choiceWords(value)}
        </label>
      ))}
    </fieldset>
  );
}

function Several(props: ControlProps & { readonly values: readonly string[] }) {
  const { values, draft, onChange } = props;
  const choiceWords = useChoiceWords();
  const { label, anchor, error } = useMarks(props);
  const chosen = Array.isArray(draft) ? (draft as readonly Draft[]) : [];
  return (
    <fieldset className={styles["set"]} id={anchor} tabIndex={-1}>
      <legend>{label}</legend>
      {error}
      {values.map((value) => (
        <label key={value} className={styles["tick"]}>
          <input
            type="checkbox"
            checked={chosen.includes(value)}
            onChange={({ target }) =>
              onChange(target.checked ? [...chosen, value] : chosen.filter((one) => one !== value))
            }
          />
          {choiceWords(value)}
        </label>
      ))}
    </fieldset>
  );
}

function List(props: ControlProps & { readonly shape: Extract<Shape, { kind: "list" }> }) {
  const { shape, draft, onChange, name, path, errors, picks } = props;
  const t = useTranslations("form");
  const { label, anchor, error } = useMarks(props);
  const items = Array.isArray(draft) ? (draft as readonly Draft[]) : [];
  return (
    <fieldset className={styles["set"]} id={anchor} tabIndex={-1}>
      <legend>{label}</legend>
      {error}
      {items.map((item, at) => (
        <div key={at} className={styles["item"]}>
          <Control
            name={name}
            path={`${path}.${at}`}
            shape={shape.item}
            isRequired
            draft={item}
            onChange={(next) => onChange(items.map((one, place) => (place === at ? next : one)))}
            errors={errors}
            picks={picks}
          />
          <button
            type="button"
            className={styles["quiet"]}
            onClick={() => onChange(items.filter((_, place) => place !== at))}
          >
            {t("remove", { number: at + 1 })}
          </button>
        </div>
      ))}
      <button
        type="button"
        className={styles["quiet"]}
        onClick={() => onChange([...items, beginningOf(shape.item)])}
      >
        {t("add")}
      </button>
    </fieldset>
  );
}

function Group(props: ControlProps & { readonly fields: readonly Field[] }) {
  const { fields, draft, onChange, path, isRequired, errors, picks } = props;
  const t = useTranslations("form");
  const words = useFieldWords();
  const { label, anchor, error } = useMarks(props);
  if (draft === undefined && !isRequired)
    return (
      <div className={styles["field"]}>
        <button
          type="button"
          className={styles["quiet"]}
          id={anchor}
          onClick={() => onChange(beginningOf(props.shape))}
        >
          {t("addGroup", { label: words(props.name) })}
        </button>
      </div>
    );
  return (
    <fieldset className={styles["set"]} id={anchor} tabIndex={-1}>
      <legend>{label}</legend>
      {error}
      <Fields
        fields={fields}
        drafts={(draft ?? {}) as Drafts}
        path={`${path}.`}
        onChange={onChange}
        errors={errors}
        picks={picks}
      />
      {!isRequired && (
        <button type="button" className={styles["quiet"]} onClick={() => onChange(undefined)}>
          {t("removeGroup", { label: words(props.name) })}
        </button>
      )}
    </fieldset>
  );
}

function Choice(props: ControlProps & { readonly variants: readonly Shape[] }) {
  const { variants, draft, onChange, name, path, errors, picks } = props;
  const choiceWords = useChoiceWords();
  const words = useFieldWords();
  const { id, label, anchor, error } = useMarks(props);
  const { variant, value } = (draft ?? {}) as Drafts;
  const chosen = variants[Number(variant ?? -1)];
  const nameOf = (shape: Shape): string => {
    if (shape.kind === "constant") return choiceWords(shape.value);
    if (shape.kind !== "group") return words(name);
    const constant = shape.fields.find((one) => one.shape.kind === "constant")?.shape;
    if (constant?.kind === "constant") return choiceWords(constant.value);
    return shape.fields.map((one) => words(one.name)).join(", ");
  };
  return (
    <fieldset className={styles["set"]} id={anchor} tabIndex={-1}>
      <legend>{label}</legend>
      {error}
      {variants.map((shape, at) => (
        <label key={at} className={styles["tick"]}>
          <input
            type="radio"
            name={id}
            checked={variant === String(at)}
            onChange={() => onChange({ variant: String(at), value: beginningOf(shape) })}
          />
          {nameOf(shape)}
        </label>
      ))}
      {chosen?.kind === "group" ? (
        <Fields
          fields={chosen.fields}
          drafts={(value ?? {}) as Drafts}
          path={`${path}.`}
          onChange={(next) => onChange({ variant, value: next })}
          errors={errors}
          picks={picks}
        />
      ) : (
        chosen !== undefined && (
          <Control
            name={name}
            path={path}
            shape={chosen}
            isRequired
            draft={value}
            onChange={(next) => onChange({ variant, value: next })}
            errors={errors}
            picks={picks}
          />
        )
      )}
    </fieldset>
  );
}
