import { NativeSelect, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { api, bodyOf } from "../../../api/client.ts";
import { FormSheet } from "../sheet.tsx";
import { useAct } from "../use-act.ts";
import { institutionsQuery } from "./queries.ts";
import { useFaults } from "../../../form/use-faults.ts";
import { slugOf, zones } from "./slug-of.ts";

/** A programme begins with a name and a zone; the rest is on its own page. */
export function NewProgramme({ onClose }: { readonly onClose: () => void }) {
  const t = useTranslations("admin.programmes");
  const navigate = useNavigate();
  const { data: institutions = [] } = useQuery(institutionsQuery);
  const [name, setName] = useState("");
  const [given, setSlug] = useState<string>();
  const [zone, setZone] = useState(Intl.DateTimeFormat().resolvedOptions().timeZone);
  const [institution, setInstitution] = useState<string>();
  const slug = given ?? slugOf(name);
  const make = useAct(
    () =>
      bodyOf(
        api.POST("/api/v1/programmes", {
          body: {
            name,
            slug,
            zone,
            week: [1, 2, 3, 4, 5],
            holidays: [],
            institution: institution ?? institutions[0]?.slug ?? "default",
            parent: null,
          },
        }),
      ),
    {
      refresh: [["programmes"]],
      said: t("made", { name }),
      onDone: ({ slug: made }) => void navigate({ to: "/admin/programmes/$slug", params: { slug: made } }),
      inForm: true,
    },
  );
  const faults = useFaults(make.error);
  return (
    <FormSheet title={t("add")} verb={t("add")} act={make} onClose={onClose}>
      <TextInput
        data-autofocus
        required
        label={t("name")}
        value={name}
        error={faults["name"]}
        onChange={({ currentTarget: { value } }) => setName(value)}
      />
      <TextInput
        required
        label={t("slug")}
        description={t("slugHint")}
        value={slug}
        error={faults["slug"]}
        onChange={({ currentTarget: { value } }) => setSlug(value)}
      />
      <NativeSelect
        label={t("zone")}
        value={zone}
        data={zones()}
        onChange={({ currentTarget: { value } }) => setZone(value)}
      />
      {institutions.length > 1 && (
        <NativeSelect
          label={t("institution")}
          value={institution ?? institutions[0]?.slug ?? ""}
          data={institutions.map((one) => ({ value: one.slug, label: one.name }))}
          onChange={({ currentTarget: { value } }) => setInstitution(value)}
        />
      )}
    </FormSheet>
  );
}
