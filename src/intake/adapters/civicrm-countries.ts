/** CiviCRM's forms tell a country by its number there, which is the same in every installation. */
import type { AnswerValue } from "../inquiry.ts";

const FIRST = 1001;
/** ISO 3166-1 alpha-2 in the order of the numbers; `-` is a country that is none any more. */
const CODES =
  `AF AL DZ AS AD AO AI AQ AG AR AM AW AU AT AZ BH BD BB BY BE BZ BJ BM BT BO BA BW BV BR IO VG BN BG BF MM BI KH
   CM CA CV KY CF TD CL CN CX CC CO KM CD CG CK CR CI HR CU CY CZ DK DJ DM DO TL EC EG SV GQ ER EE ET - FK FO FJ FI
   FR GF PF TF GA GE DE GH GI GR GL GD GP GU GT GN GW GY HT HM VA HN HK HU IS IN ID IR IQ IE IL IT JM JP JO KZ KE
   KI KP KR KW KG LA LV LB LS LR LY LI LT LU MO MK MG MW MY MV ML MT MH MQ MR MU YT MX FM MD MC MN MS MA MZ NA NR
   NP - NL NC NZ NI NE NG NU NF MP NO OM PK PW PS PA PG PY PE PH PN PL PT PR QA RO RU RW RE SH KN LC PM VC WS SM SA
   SN SC SL SG SK SI SB SO ZA GS ES LK SD SR SJ SZ SE CH SY ST TW TJ TZ TH BS GM TG TK TO TT TN TR TM TC TV UG UA
   AE GB UM US UY UZ VU VE VN VI WF EH YE - ZM ZW AX RS ME JE GG IM SS CW SX BQ XK BL MF`.split(/\s+/);

/** The code of a country's number; anything else as it is. */
export function countryOfNumber(value: AnswerValue): AnswerValue {
  const number = String(value);
  const code = /^\d{4}$/.test(number) ? CODES[Number(number) - FIRST] : undefined;
  return code === undefined || code === "-" ? value : code;
}
