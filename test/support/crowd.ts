import type { Queryable } from "../../src/store/database.ts";

const GIVEN =
  "Adélia Ana Antônio Anwar Beatriz Boris Camille Chiara Daniel Dmitri Elena Émile Fatima François Grace Hala Hiroshi Inês Irina Jean João José Karim Khadija Laura Łukasz Mai Małgorzata María Mei Nadia Noor Olga Omar Paulo Priya Quentin Rania René Sade Søren Thandiwe Tomás Uma Víctor Wei Xavier Yusuf Zoë";
const FAMILY =
  "Abebe Almeida Andersson Baker Bianchi Çelik Chen Costa Duarte Dubois Eriksson Fernández Fontaine García Haddad Horváth Ibrahim Ivanova Jensen Kamau Kowalski Kumar Larsen Lefèvre López Mensah Moreau Müller Nakamura Nguyen Novák O'Brien Okafor Oliveira Petrov Quiroga Ramírez Rossi Santos Schäfer Silva Świątek Tanaka Traoré Ueda Vargas Wójcik Xu Yıldız Zhang";
const EMPLOYERS =
  "Atlantic Harbour Marine Meridian Northern Orbital Pacific Polar Sentinel Transit Union Vector";
const SORTS = "Insurance|Shipping|Laboratories|Ministry of Health|Customs Agency|University|Association|Bank";

/** People a statement: fifty thousand at once take longer than any statement of the product may. */
const AT_ONCE = 250;

/** So many people with names, employers and addresses of many kinds, in one programme. */
export async function makeCrowd(db: Queryable, programmeId: string, count: number): Promise<void> {
  const split = (text: string, by = " ") => text.split(by);
  const { rows } = await db.query<{ id: string }>(
    "insert into seal_key (id, created_at) values (gen_random_uuid(), '2012-12-03') returning id",
  );
  for (let from = 1; from <= count; from += AT_ONCE) {
    const until = Math.min(count, from + AT_ONCE - 1);
    await db.query(
      `with person as (
       select gen_random_uuid() as id, n, g[1 + n % 50] as given, f[1 + (n / 50) % 50] as family,
         e[1 + (n * 7) % 12] || ' ' || s[1 + (n * 11) % 8] as employer
       from generate_series($3::int, $4::int) n, (select $5::text[] g, $6::text[] f, $7::text[] e, $8::text[] s) w
     ), entered as (
       insert into party (id, programme_id, key_id, created_at) select id, $1, $2, '2012-12-03' from person
     )
     insert into person_card (party_id, programme_id, name, organisation, email)
     select id, $1, given || ' ' || family, employer, 'p' || n || '@' || split_part(lower(employer), ' ', 1) || '.example'
     from person`,
      [
        programmeId,
        rows[0]?.id,
        from,
        until,
        split(GIVEN),
        split(FAMILY),
        split(EMPLOYERS),
        split(SORTS, "|"),
      ],
    );
  }
  // As autovacuum would in a while: the planner then knows how many there are and what is in the index.
  await db.query("vacuum analyze party");
  await db.query("vacuum analyze person_card");
}
