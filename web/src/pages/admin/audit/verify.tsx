/** Proving that nothing in the trail was changed since it was written: chain by chain, with where it stands and Stop. */
import { Button } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { programmesQuery } from "../../../api/session.ts";
import { Failed } from "../../../parts/failed.tsx";
import { useMe } from "../../../parts/programme.ts";
import framed from "../../../parts/rows.module.css";
import { Status } from "../../../parts/status.tsx";
import styles from "../admin.module.css";
import { verifyPart } from "./queries.ts";

interface Verified {
  readonly rows: number;
  readonly of: number;
  readonly chain: string;
  readonly findings: readonly { readonly where: string; readonly problem: string }[];
  readonly isWhole: boolean;
}

/** A part after the other, until the chain's end, a stop, or a failure. */
function useVerifying(programme: string | null) {
  const [verified, setVerified] = useState<Verified>();
  const [error, setError] = useState<unknown>();
  const [isRunning, setRunning] = useState(false);
  const goesOn = useRef(false);
  useEffect(
    () => () => {
      goesOn.current = false;
    },
    [],
  );

  async function run(): Promise<void> {
    goesOn.current = true;
    setRunning(true);
    setError(undefined);
    setVerified(undefined);
    const findings: Verified["findings"][number][] = [];
    try {
      let cursor: string | null = null;
      do {
        const part: Awaited<ReturnType<typeof verifyPart>> = await verifyPart(programme, cursor);
        findings.push(...part.findings);
        cursor = part.next;
        const { rows, of, chain } = part;
        setVerified({ rows, of, chain, findings: [...findings], isWhole: cursor === null });
      } while (cursor !== null && goesOn.current);
    } catch (problem) {
      setError(problem);
    } finally {
      setRunning(false);
    }
  }
  return { verified, error, isRunning, run, stop: () => void (goesOn.current = false) };
}

export function Verify() {
  const t = useTranslations("admin.audit");
  const { roles } = useMe();
  const { data: programmes } = useSuspenseQuery(programmesQuery);
  const readers = roles.filter(({ role }) => role === "dpo" || role === "admin");
  const isOfHouse = readers.some(({ programme }) => programme === null);
  const chains = programmes.filter(
    ({ slug }) => isOfHouse || readers.some(({ programme }) => programme === slug),
  );
  return (
    <section className={styles["part"]} aria-labelledby="verify">
      <h2 id="verify">{t("verify")}</h2>
      <p className={styles["quiet"]}>{t("verifyWhy")}</p>
      <ul className={framed["rows"]} style={{ marginTop: 12 }}>
        {chains.map(({ slug, name }) => (
          <Chain key={slug} programme={slug} name={name} />
        ))}
        {isOfHouse && <Chain programme={null} name={t("house")} />}
      </ul>
    </section>
  );
}

function Chain({ programme, name }: { readonly programme: string | null; readonly name: string }) {
  const t = useTranslations("admin.audit");
  const { verified, error, isRunning, run, stop } = useVerifying(programme);
  return (
    <li className={styles["row"]}>
      <strong>{name}</strong>
      <output>
        {verified !== undefined && <Result verified={verified} isRunning={isRunning} />}
        {error !== undefined && <Failed error={error} />}
      </output>
      <span className={styles["acts"]}>
        {isRunning ? (
          <Button size="xs" variant="default" onClick={stop}>
            {t("stop")}
          </Button>
        ) : (
          <Button size="xs" variant="default" onClick={() => void run()}>
            {t("verifyDo")}
            <span className="visually-hidden"> {name}</span>
          </Button>
        )}
      </span>
    </li>
  );
}

function Result({ verified, isRunning }: { readonly verified: Verified; readonly isRunning: boolean }) {
  const t = useTranslations("admin.audit");
  const format = useFormatter();
  const { rows, of, chain, findings, isWhole } = verified;
  if (!isWhole)
    return (
      <span className={styles["quiet"]}>
        {t(isRunning ? "verifying" : "stopped", { rows: format.number(rows), of: format.number(of) })}
      </span>
    );
  if (findings.length === 0)
    return (
      <>
        <Status tone="good">{t("holds", { rows })}</Status>{" "}
        <span className={styles["small"]}>{t("ends", { chain: chain.slice(0, 16) })}</span>
      </>
    );
  return (
    <>
      <Status tone="bad">{t("broken", { count: findings.length })}</Status>
      <ul className={styles["follows"]}>
        {findings.map(({ where, problem }) => (
          <li key={`${where} ${problem}`}>
            <code>{where}</code>: {problem}
          </li>
        ))}
      </ul>
    </>
  );
}
