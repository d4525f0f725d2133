import { Button } from "@mantine/core";
import { Page } from "../../src/parts/page.tsx";
import { ORGANISATIONS } from "../invented.ts";
import type { States } from "../states.ts";

export const states: States = {
  "with an action": () => (
    <Page title="Intake" beside={<Button>Add a source</Button>}>
      <p>What the page holds.</p>
    </Page>
  ),
  "with a long heading": () => (
    <Page title="Intake" heading={ORGANISATIONS[1]} beside={<Button>Add a source</Button>}>
      <p>What the page holds.</p>
    </Page>
  ),
};
