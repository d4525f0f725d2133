/** The form of every event of every chart, as its schema has it. */
import { useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, bodyOf } from "../../src/api/client.ts";
import { emptyOf, missingIn } from "../../src/form/draft.ts";
import { Fields } from "../../src/form/fields.tsx";
import { fieldsOf } from "../../src/form/shape.ts";
import { useEventWords } from "../../src/parts/state-words.ts";
import type { States } from "../states.ts";

const CHARTS = ["engagement", "interests", "meeting", "recommendation", "working_group"] as const;

function FormsOf({ workflow }: { readonly workflow: string }) {
  const { data } = useSuspenseQuery({
    queryKey: ["workflows", workflow],
    queryFn: ({ signal }) =>
      bodyOf(api.GET("/api/v1/workflows/{name}", { signal, params: { path: { name: workflow } } })),
  });
  return data.events.map(({ type, schema }) => (
    <Form key={type} workflow={workflow} type={type} schema={schema as Readonly<Record<string, unknown>>} />
  ));
}

interface Props {
  readonly workflow: string;
  readonly type: string;
  readonly schema: Readonly<Record<string, unknown>>;
}

/** As it is when somebody has sent it without filling anything in. */
function Form({ workflow, type, schema }: Props) {
  const words = useEventWords();
  const fields = fieldsOf(schema);
  const [drafts, setDrafts] = useState(() => emptyOf(fields));
  const under = `${workflow}.${type}.`;
  const missing = missingIn(fields, drafts).map((path) => [under + path, "This is missing."] as const);
  return (
    <form data-event={`${workflow} ${type}`} aria-label={`${workflow} ${type}`}>
      <h3>{words(workflow, type, "do")}</h3>
      <Fields
        fields={fields}
        drafts={drafts}
        path={under}
        onChange={setDrafts}
        errors={Object.fromEntries(missing)}
        picks={{}}
      />
    </form>
  );
}

export const states: States = Object.fromEntries(
  CHARTS.map((workflow) => [workflow, { onDemand: () => <FormsOf workflow={workflow} /> }]),
);
