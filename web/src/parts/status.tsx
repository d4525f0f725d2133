import styles from "./status.module.css";

/** Well, soon to be looked at, or not well; quiet where it is none of these. */
export type Tone = "good" | "soon" | "bad" | "quiet";

interface Props {
  readonly tone?: Tone | undefined;
  readonly children: string;
}

/** How something fares, in a word; the colour only helps. */
export const Status = ({ tone = "quiet", children }: Props) => (
  <span className={styles["status"]} data-tone={tone}>
    {children}
  </span>
);
