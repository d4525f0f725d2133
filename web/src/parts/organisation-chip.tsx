/** That the list is of one organisation's people; its name is read, since an address has none. */
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { api, bodyOf } from "../api/client.ts";
import styles from "./chips.module.css";

interface Props {
  readonly id: string;
  readonly onDrop: () => void;
}

export function OrganisationChip({ id, onDrop }: Props) {
  const t = useTranslations("engagements");
  const { data } = useQuery({
    queryKey: ["organisations", id],
    queryFn: ({ signal }) =>
      bodyOf(api.GET("/api/v1/organisations/{id}", { signal, params: { path: { id } } })),
    retry: false,
  });
  return (
    <button type="button" className={styles["chip"]} aria-pressed onClick={onDrop}>
      {data?.name ?? t("oneOrganisation")} <span aria-hidden>×</span>
      <span className="visually-hidden">{t("drop")}</span>
    </button>
  );
}
