/** All entries beneath each other. An entry is a file at the path of its part: `parts/tlp.tsx` shows `src/parts/tlp.tsx`. */
import type { ErrorComponentProps } from "@tanstack/react-router";
import { CatchBoundary } from "@tanstack/react-router";
import type { ComponentType } from "react";
import { Suspense, useState } from "react";
import type { Settings } from "../src/theme/settings.ts";
import { choose, useSettings } from "../src/theme/settings.ts";
import styles from "./gallery.module.css";
import type { OnDemand, States } from "./states.ts";

const entries = Object.entries(
  import.meta.glob<States>("./{parts,form,shell,pages}/**/*.tsx", { eager: true, import: "states" }),
).map(([path, states]) => ({ part: path.slice(2).replace(/\.tsx$/, ""), states }));

export function Gallery() {
  return (
    <main className={styles["gallery"]}>
      <header lang="en">
        <h1>Gallery</h1>
        <Chosen />
      </header>
      {entries.map(({ part, states }) => (
        <section key={part} className={styles["part"]} aria-labelledby={part} data-part={part}>
          <h2 id={part} lang="en">
            {part}
          </h2>
          {Object.entries(states).map(([name, state]) => (
            <figure key={name} data-state={`${part}: ${name}`}>
              <figcaption lang="en">{name}</figcaption>
              <CatchBoundary getResetKey={() => part} errorComponent={Broken}>
                <Suspense>
                  {typeof state === "object" ? (
                    <Shown name={`${part}: ${name}`} state={state} />
                  ) : (
                    <Drawn of={state} />
                  )}
                </Suspense>
              </CatchBoundary>
            </figure>
          ))}
        </section>
      ))}
    </main>
  );
}

const Drawn = ({ of: State }: { readonly of: ComponentType }) => <State />;

function Shown({ name, state: { onDemand: State } }: { readonly name: string; readonly state: OnDemand }) {
  const [isShown, setShown] = useState(false);
  return (
    <>
      <button type="button" lang="en" className={styles["show"]} onClick={() => setShown(!isShown)}>
        {isShown ? "Hide" : "Show"} {name}
      </button>
      {isShown && <State onClose={() => setShown(false)} />}
    </>
  );
}

function Broken({ error }: ErrorComponentProps) {
  return (
    <p role="alert" data-broken>
      {String(error)}
    </p>
  );
}

/** Tests choose here too, so that one load of the page shows everything in everything. */
function Chosen() {
  const settings = useSettings();
  const setting = <K extends keyof Settings>(name: K, values: readonly Settings[K][]) => (
    <Select
      name={name}
      values={values}
      value={settings[name]}
      onChange={(value) => choose(name, value as Settings[K])}
    />
  );
  return (
    <div className={styles["chosen"]}>
      {setting("language", ["en", "fr"])}
      {setting("theme", ["auto", "light", "dark"])}
      {setting("density", ["roomy", "compact"])}
      <Attribute name="dir" values={["ltr", "rtl"]} />
      <Attribute name="data-text" values={["as it is", "spaced"]} />
    </div>
  );
}

/** Of the whole page, for what is no setting of the console's. */
function Attribute({ name, values }: { readonly name: string; readonly values: readonly string[] }) {
  const [value, setValue] = useState(values[0] ?? "");
  return (
    <Select
      name={name}
      values={values}
      value={value}
      onChange={(next) => {
        document.documentElement.setAttribute(name, next);
        setValue(next);
      }}
    />
  );
}

interface SelectProps {
  readonly name: string;
  readonly values: readonly string[];
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function Select({ name, values, value, onChange }: SelectProps) {
  return (
    <label>
      {name}
      <select name={name} value={value} onChange={({ target }) => onChange(target.value)}>
        {values.map((one) => (
          <option key={one}>{one}</option>
        ))}
      </select>
    </label>
  );
}
