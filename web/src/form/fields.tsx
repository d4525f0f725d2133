/** The controls of a form, one for each shape: plain elements, since a form of fifty of them must open at once. */
import { useEffect, useId, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import type { Drafts, Draft } from "./draft.ts";
import { beginningOf } from "./draft.ts";
import { useChoiceWords, useEachWords, useFieldWords } from "./field-words.ts";
import { Id } from "./id.tsx";
import { Line } from "./line.tsx";
import type { ControlProps, Surroundings } from "./marks.tsx";
import { Together, anchorOf, useMarks } from "./marks.tsx";
import type { Field, Shape } from "./shape.ts";
import { Check, Radios, Several } from "./ticks.tsx";
import styles from "./form.module.css";

const RADIOS_MAX = 5;

/** What is added gets the focus, and after what was removed what held it: the button that did it may be gone. */
function useFocusSoon(): (path: string) => void {
  const wanted = useRef<string>(undefined);
  useEffect(() => {
    if (wanted.current === undefined) return;
    document.getElementById(anchorOf(wanted.current))?.focus();
    wanted.current = undefined;
  });
  return (path) => void (wanted.current = path);
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

function Control(props: ControlProps) {
  switch (props.shape.kind) {
    case "constant":
      return null;
    case "check":
      return <Check {...props} />;
    case "list":
      return <Many {...props} shape={props.shape} />;
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
    case "id":
      return <Id {...props} of={props.shape.of} roles={props.shape.roles} />;
    default:
      return <Line {...props} />;
  }
}

type ListProps = ControlProps & { readonly shape: Extract<Shape, { kind: "list" }> };

/** What can be chosen from a list of words is ticked; the rest is added one by one. */
function Many(props: ListProps) {
  const { item } = props.shape;
  const choiceWords = useChoiceWords();
  if (item.kind === "one")
    return (
      <Several
        {...props}
        options={item.values.map((value) => ({ value, label: choiceWords(value, props.name) }))}
      />
    );
  const pick = item.kind === "id" && item.of === "interest" ? props.picks.interest : undefined;
  if (pick?.kind === "list" && pick.options.length > 0) return <Several {...props} options={pick.options} />;
  return <List {...props} />;
}

function List(props: ListProps) {
  const { shape, draft, onChange, name, path, isRequired, errors, picks } = props;
  const t = useTranslations("form");
  const words = useFieldWords();
  const eachWords = useEachWords();
  const items = Array.isArray(draft) ? (draft as readonly Draft[]) : [];
  const keys = useKeys(items.length);
  const focusSoon = useFocusSoon();
  // So many must be there; what may be left out altogether may be taken away altogether.
  const mayRemove = items.length > shape.min || !isRequired;
  function remove(at: number): void {
    const left = items.filter((_, place) => place !== at);
    keys.remove(at);
    onChange(left.length === 0 && !isRequired ? undefined : left);
    // What takes its place has the focus; the last one's is taken by the one before.
    focusSoon(left.length === 0 ? `${path}.add` : `${path}.${Math.min(at, left.length - 1)}`);
  }
  return (
    <Together of={props}>
      {items.map((item, at) => (
        <div key={keys.of(at)} className={styles["item"]}>
          <Control
            name={name}
            called={t("nth", { label: eachWords(name), number: at + 1, count: items.length })}
            path={`${path}.${at}`}
            shape={shape.item}
            isRequired
            draft={item}
            onChange={(next) => onChange(items.map((one, place) => (place === at ? next : one)))}
            errors={errors}
            picks={picks}
          />
          {mayRemove && (
            <button type="button" className={styles["quiet"]} onClick={() => remove(at)}>
              {t("remove", { number: at + 1 })}
              <span className="visually-hidden">: {words(name)}</span>
            </button>
          )}
        </div>
      ))}
      <button
        type="button"
        id={anchorOf(`${path}.add`)}
        className={styles["quiet"]}
        onClick={() => {
          keys.add();
          onChange([...items, beginningOf(shape.item)]);
          focusSoon(`${path}.${items.length}`);
        }}
      >
        {t("add")}
        <span className="visually-hidden">: {words(name)}</span>
      </button>
    </Together>
  );
}

/** One for each item, which it keeps whatever is removed before it: what its control remembers stays with it. */
function useKeys(count: number) {
  const [known, setKnown] = useState<readonly number[]>([]);
  const all = Array.from({ length: count }, (_, at) => known[at] ?? -1 - at);
  return {
    of: (at: number): number => all[at] ?? -1 - at,
    add: () => setKnown([...all, Math.max(0, ...all) + 1]),
    remove: (at: number) => setKnown(all.filter((_, place) => place !== at)),
  };
}

function Group(props: ControlProps & { readonly fields: readonly Field[] }) {
  const { fields, draft, onChange, path, isRequired, errors, picks } = props;
  const t = useTranslations("form");
  const words = useFieldWords();
  const { anchor } = useMarks(props);
  const focusSoon = useFocusSoon();
  function change(next: Draft): void {
    onChange(next);
    focusSoon(path);
  }
  if (draft === undefined && !isRequired)
    return (
      <div className={styles["field"]}>
        <button
          type="button"
          className={styles["quiet"]}
          id={anchor}
          onClick={() => change(beginningOf(props.shape))}
        >
          {t("addGroup", { label: words(props.name) })}
        </button>
      </div>
    );
  return (
    <Together of={props}>
      <Fields
        fields={fields}
        drafts={(draft ?? {}) as Drafts}
        path={`${path}.`}
        onChange={onChange}
        errors={errors}
        picks={picks}
      />
      {!isRequired && (
        <button type="button" className={styles["quiet"]} onClick={() => change(undefined)}>
          {t("removeGroup", { label: words(props.name) })}
        </button>
      )}
    </Together>
  );
}

function Choice(props: ControlProps & { readonly variants: readonly Shape[] }) {
  const { variants, draft, onChange, name, path, errors, picks } = props;
  const choiceWords = useChoiceWords();
  const words = useFieldWords();
  const group = useId();
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
    <Together of={props}>
      {variants.map((shape, at) => (
        <label key={at} className={styles["tick"]}>
          <input
            type="radio"
            name={group}
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
    </Together>
  );
}
