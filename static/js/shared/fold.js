/* Texts as they are compared, however somebody types them: the same steps and the same table as
   academy/folding.py, so that typing on a page finds what the server finds. */

import { DIGITS, MARKS, SAME, VALUES } from "./fold-table.js";

const TABLE = new Map([...SAME, ...[...DIGITS].map((sign, place) => /** @type {const} */ ([sign, VALUES[place]]))]);
const SPACES = /[\p{Z}\t\n\v\f\r]+/gu;
const HIDDEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu;

/** @param {string} text */
export function fold(text) {
  // before and after: Unicode makes a space of a free accent, and an apostrophe out of the letter n with one
  const letters = same(same(text).normalize("NFKD").toLowerCase().replace(MARKS, ""));
  return letters.replace(SPACES, " ").replace(HIDDEN, "").replace(/ +/g, " ").trim();
}

/** @param {string} text */
function same(text) {
  return Array.from(text, (sign) => TABLE.get(sign) ?? sign).join("");
}
