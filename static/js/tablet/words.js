/* Texts of the tablet, in its language: given by the server, kept for when there is none. */

/** @typedef {Record<string, string>} Forms of a text that counts, by plural form */
/** @typedef {{language: string, direction: string, texts: Record<string, string | Forms>}} Words */

/** @type {Words} */
let words = { language: "nl", direction: "ltr", texts: {} };

/**
 * Those of the page itself stand in it, so that its first screen waits for nothing.
 * @param {string} code
 */
export async function speak(code) {
  const near = JSON.parse(document.getElementById("words")?.textContent ?? "{}");
  words = near.language === code ? near : await (await fetch(`/tablet/words/${code}.json`)).json();
  Object.assign(document.documentElement, { lang: words.language, dir: words.direction });
}

export function language() {
  return words.language;
}

/**
 * @param {string} key
 * @param {Record<string, string | number>} [values] `num` chooses the plural form
 */
export function text(key, values = {}) {
  const found = words.texts[key];
  if (found === undefined) throw new TypeError(`there is no text ${key}`);
  const form = typeof found === "string" ? found : pick(found, Number(values.num));
  return form.replace(/%\((\w+)\)s/g, (_whole, name) => String(values[name]));
}

/**
 * Whether there is such a text: a server of another release may say what this one does not know.
 * @param {string} key
 */
export function has(key) {
  return key in words.texts;
}

/**
 * @param {string} key
 * @param {string} other when there is no such text
 */
export function textOr(key, other) {
  return text(has(key) ? key : other);
}

/**
 * @param {Forms} forms
 * @param {number} number
 */
function pick(forms, number) {
  return forms[new Intl.PluralRules(words.language).select(number)] ?? forms.other ?? "";
}

/**
 * Words that come in each language, such as the name of a skill.
 * @param {Record<string, string> | null | undefined} given
 */
export function localised(given) {
  return given?.[words.language] ?? given?.nl ?? Object.values(given ?? {})[0] ?? "";
}

/** @param {number} at */
export function timeOf(at) {
  const isToday = new Date(at).toDateString() === new Date().toDateString();
  const time = new Intl.DateTimeFormat(words.language, { hour: "2-digit", minute: "2-digit" }).format(at);
  return isToday ? time : `${dayOf(at)} ${time}`;
}

/** @param {number | string} at */
export function dayOf(at) {
  return new Intl.DateTimeFormat(words.language, { day: "numeric", month: "long" }).format(new Date(at));
}
