/* Texts as they are compared, however somebody types them: the same steps and the same table as
   academy/folding.py, so that typing on a page finds what the server finds. */

import { DIGITS, MARKS, SAME } from "./fold-table.js";

/** @type {Map<string, string>} */
const NUMBERS = new Map();
for (const [firsts, value, often] of DIGITS) { // the other digits of a script come right after its first
  for (const first of firsts) {
    const code = first.codePointAt(0) ?? 0;
    for (let step = 0; step < often; step += 1) NUMBERS.set(String.fromCodePoint(code + step), String(value + step));
  }
}
const TABLE = new Map([...SAME, ...NUMBERS]);
const SPACES = /[\p{Z}\t\n\v\f\r]+/gu;
const HIDDEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu;

/** @param {string} text */
export function fold(text) {
  // before and after: Unicode makes a space of a free accent, and an apostrophe out of the letter n with one
  const letters = same(same(text).normalize("NFKD").toLowerCase().replace(MARKS, ""));
  return letters.replace(SPACES, " ").replace(HIDDEN, "").replace(/ +/g, " ").trim();
}

/**
 * The text with 0 to 9 where it has digits of other scripts.
 * @param {string} text
 */
export function plainDigits(text) {
  return Array.from(text, (sign) => NUMBERS.get(sign) ?? sign).join("");
}

/** @param {string} text */
function same(text) {
  return Array.from(text, (sign) => TABLE.get(sign) ?? sign).join("");
}
