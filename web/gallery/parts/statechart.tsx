import { useSuspenseQuery } from "@tanstack/react-query";
import { api, bodyOf } from "../../src/api/client.ts";
import { stateOf } from "../../src/parts/boxes.ts";
import { drawingQuery } from "../../src/parts/standing.ts";
import { useStateWords } from "../../src/parts/state-words.ts";
import { Statechart } from "../../src/parts/statechart.tsx";
import chart from "../../src/parts/statechart.module.css";
import type { States } from "../states.ts";

function Charts() {
  const { data } = useSuspenseQuery({
    queryKey: ["workflows"],
    queryFn: ({ signal }) => bodyOf(api.GET("/api/v1/workflows", { signal })),
  });
  return data.items.map(({ name, version }) => <Chart key={`${name} ${version}`} {...{ name, version }} />);
}

function Chart({ name, version }: { readonly name: string; readonly version: number }) {
  const { data } = useSuspenseQuery(drawingQuery(name, version));
  const stateWords = useStateWords();
  return (
    <>
      <p lang="en">
        {name} {version}
      </p>
      <Statechart
        drawing={data}
        label={`${name} ${version}`}
        lineOf={({ from, kind }) =>
          from === data.boxes[0]?.path ? "chosen" : kind === "within" ? "quiet" : "others"
        }
      >
        {({ path, isFinal }) => (
          <div className={chart["box"]} data-final={isFinal || undefined}>
            <span data-label>{stateWords(name, stateOf(path))}</span>
          </div>
        )}
      </Statechart>
    </>
  );
}

export const states: States = { "every chart, with every line": Charts };
