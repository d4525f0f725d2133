/** One delivery beside the list: what was read in it, what became of it, and its replays. */
import "@mantine/core/styles/Drawer.css";
import { Button, Drawer } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslations } from "use-intl";
import { Failed } from "../../parts/failed.tsx";
import { useProgramme } from "../../parts/programme.ts";
import { useWhen } from "../../parts/when.ts";
import { Status } from "../../parts/status.tsx";
import { Reason, useSignalWords } from "./reason-words.tsx";
import { DELIVERY_TONES } from "./tones.ts";
import styles from "./intake.module.css";
import type { DeliveryDetail } from "./queries.ts";
import { deliveryQuery, isUnderWay } from "./queries.ts";
import { useFieldWords, useValueWords } from "./field-words.ts";
import { useReplay } from "./use-replay.ts";

interface Props {
  readonly id: string | undefined;
  readonly onClose: () => void;
}

export function DeliveryDrawer({ id, onClose }: Props) {
  const t = useTranslations("intake");
  const parts = useTranslations("parts");
  const { data, error, refetch } = useQuery({ ...deliveryQuery(id ?? ""), enabled: id !== undefined });
  return (
    <Drawer
      opened={id !== undefined}
      onClose={onClose}
      position="right"
      size="min(640px, 100vw)"
      title={<strong>{t("deliveries.detail")}</strong>}
      closeButtonProps={{ "aria-label": parts("close") }}
    >
      {error !== null && <Failed error={error} onRetry={() => void refetch()} />}
      {data !== undefined && <Detail delivery={data} />}
    </Drawer>
  );
}

function Detail({ delivery }: { readonly delivery: DeliveryDetail }) {
  const t = useTranslations("intake");
  const { slug } = useProgramme();
  const when = useWhen();
  const replay = useReplay();
  const signalWords = useSignalWords();
  const { id, status, reason, engagement, receivedAt, sizeBytes, score, signals, body, replays } = delivery;
  const mayReplay = body !== null && (status === "held" || status === "accepted" || status === "partial");
  return (
    <>
      <dl className={styles["facts"]}>
        <dt>{t("deliveries.became")}</dt>
        <dd>
          <Status tone={DELIVERY_TONES[status]}>{t(`status.${status}`)}</Status>{" "}
          {engagement !== null && (
            <Link to="/engagements/$id" params={{ id: engagement }}>
              {t("openEngagement")}
            </Link>
          )}
        </dd>
        {reason !== null && (
          <>
            <dt>{t("deliveries.reason")}</dt>
            <dd>
              <Reason said={reason} />
            </dd>
          </>
        )}
        {score !== null && score > 0 && (
          <>
            <dt>{t("deliveries.suspicion")}</dt>
            <dd>{t("deliveries.score", { score, signals: signalWords(signals) })}</dd>
          </>
        )}
        <dt>{t("deliveries.arrived")}</dt>
        <dd>{when(receivedAt)}</dd>
        <dt>{t("deliveries.size")}</dt>
        <dd>{t("deliveries.bytes", { count: sizeBytes })}</dd>
      </dl>
      {mayReplay && (
        <div className={styles["part"]}>
          <div className={styles["acts"]} style={{ justifyContent: "flex-start" }}>
            <Button loading={replay.isPending || isUnderWay(delivery)} onClick={() => replay.mutate(id)}>
              {t("deliveries.replay")}
            </Button>
            <Link to="/p/$programme/intake/sources/$id" params={{ programme: slug, id: delivery.source }}>
              {t("deliveries.map")}
            </Link>
          </div>
          <p className={styles["small"]}>{t("deliveries.replayWhy")}</p>
        </div>
      )}
      <Reading delivery={delivery} />
      {replays.length > 0 && (
        <section className={styles["part"]} aria-labelledby="replays">
          <h3 id="replays">{t("deliveries.replays")}</h3>
          <ul>
            {replays.map((one) => (
              <li key={one.id}>
                {when(one.at)}: {t(`deliveries.outcome.${one.outcome ?? "waiting"}`)}
                {one.reason !== null && (
                  <>
                    {" "}
                    (<Reason said={one.reason} />)
                  </>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
      {body !== null && (
        <details>
          <summary>{t("deliveries.raw")}</summary>
          {/* A region that scrolls has to be reached by keyboard. */}
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls is reached by key */}
          <pre className={styles["raw"]} tabIndex={0}>
            {body}
          </pre>
        </details>
      )}
    </>
  );
}

function Reading({ delivery: { reading } }: { readonly delivery: DeliveryDetail }) {
  const t = useTranslations("intake");
  const fieldWords = useFieldWords();
  const valueWords = useValueWords();
  if (reading === null) return <p className={styles["part"]}>{t("deliveries.nothingKept")}</p>;
  return (
    <section className={styles["part"]} aria-labelledby="answers">
      <h3 id="answers">{t("deliveries.answers")}</h3>
      {reading.problem !== null && (
        <p className={styles["notice"]}>
          {t.rich("deliveries.unread", { why: () => <Reason said={reading.problem ?? ""} /> })}
        </p>
      )}
      <dl className={styles["facts"]}>
        {reading.inquiry?.answers.map(({ key, label, value, mappedTo }) => [
          <dt key={`${key} label`}>{label}</dt>,
          <dd key={key}>
            {valueWords(value) ?? t("nothing")}
            <div className={styles["small"]}>
              {mappedTo === null
                ? t("deliveries.kept")
                : t("deliveries.fills", { field: fieldWords(mappedTo) })}
            </div>
          </dd>,
        ])}
      </dl>
    </section>
  );
}
