import { Button } from "@mantine/core";

interface Props {
  readonly message: string;
  readonly label: string;
  readonly onUndo: () => void;
}

/** What a toast says of something that can be taken back. */
export function Undoable({ message, label, onUndo }: Props) {
  return (
    <>
      {message}{" "}
      <Button variant="default" size="xs" onClick={onUndo}>
        {label}
      </Button>
    </>
  );
}
