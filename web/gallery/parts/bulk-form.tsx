import { fieldsOf } from "../../src/form/shape.ts";
import { BulkForm } from "../../src/parts/bulk-form.tsx";
import { FORM_SCHEMA } from "../invented.ts";
import type { States } from "../states.ts";

const fields = fieldsOf(FORM_SCHEMA);
const judge = (): void => {};

export const states: States = {
  "nothing filled in": () => (
    <BulkForm fields={fields} programme="default" isDisabled={false} onData={judge} />
  ),
  "being sent": () => <BulkForm fields={fields} programme="default" isDisabled onData={judge} />,
};
