/** What a programme shows to everybody: published or not, in which words, and what people agree to. */
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import type { Programme } from "../../../api/shapes.ts";
import { Consent } from "./consent.tsx";
import { PublicPages } from "./public-pages.tsx";
import { publicPagesQuery } from "./queries.ts";
import { Texts } from "./texts.tsx";
import { Within } from "./within.tsx";

const route = getRouteApi("/admin/programmes/$slug/public");

export function PublicPage() {
  const { slug } = route.useParams();
  return (
    <Within slug={slug} part="public">
      {(programme) => <Parts key={programme.id} programme={programme} />}
    </Within>
  );
}

function Parts({ programme }: { readonly programme: Programme }) {
  const { data } = useQuery(publicPagesQuery(programme.id));
  const languages = data?.languages ?? [];
  return (
    <>
      <PublicPages programme={programme} />
      <Texts programme={programme} languages={languages} />
      <Consent programme={programme} languages={languages} />
    </>
  );
}
