/** One part of a page: it waits, fails and is empty by itself. */
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useId } from "react";
import { Failed } from "../../parts/failed.tsx";
import styles from "./admin.module.css";

interface Props<T> {
  readonly title: string;
  /** One sentence: what it is for. */
  readonly lead?: string | undefined;
  readonly query: Pick<UseQueryResult<T>, "data" | "error" | "refetch">;
  readonly beside?: ReactNode;
  readonly children: (data: T) => ReactNode;
}

export function Part<T>({ title, lead, query: { data, error, refetch }, beside, children }: Props<T>) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={styles["part"]}>
      <header className={styles["partHead"]}>
        <div>
          <h2 id={id}>{title}</h2>
          {lead !== undefined && <p className={styles["quiet"]}>{lead}</p>}
        </div>
        {beside}
      </header>
      {data !== undefined ? (
        children(data)
      ) : error === null ? (
        <div className={styles["waiting"]} />
      ) : (
        <Failed error={error} onRetry={() => void refetch()} />
      )}
    </section>
  );
}
