import type { ReactNode, Ref } from "react";
import { engagementHref, useOpenEngagement } from "./open-engagement.ts";

interface Props {
  readonly id: string;
  readonly className?: string | undefined;
  readonly tabIndex?: 0 | -1;
  readonly ref?: Ref<HTMLAnchorElement>;
  readonly onFocus?: () => void;
  readonly onBlur?: () => void;
  readonly children: ReactNode;
}

/** To the page of an engagement, in this tab or, as links are, in another. */
export function EngagementLink({ id, children, ...rest }: Props) {
  const open = useOpenEngagement();
  return (
    <a
      {...rest}
      href={engagementHref(id)}
      draggable={false}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        open(id);
      }}
    >
      {children}
    </a>
  );
}
