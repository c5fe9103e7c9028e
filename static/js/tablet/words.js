/* Texts of the tablet, in its language: given by the server, kept for when there is none. */

/** @typedef {Record<string, string>} Forms of a text that counts, by plural form */
/** @typedef {{language: string, direction: string, checked?: boolean, texts: Record<string, string | Forms>}} Words */

/** @type {Words} */
let words = { language: "nl", direction: "ltr", texts: {} };
/**
 * Those of the tablet, while a worker has it who reads another language.
 * @type {Words | null}
 */
let own = null;

/** @param {string} id */
export function inPage(id) {
  return JSON.parse(document.getElementById(id)?.textContent ?? "{}");
}

/**
 * Those of the page itself stand in it, so that its first screen waits for nothing.
 * @param {string} code
 */
export async function speak(code) {
  const near = inPage("words");
  use(near.language === code ? near : await (await fetch(`/tablet/words/${code}.json`)).json());
}

/** @param {Words} found */
function use(found) {
  words = found;
  Object.assign(document.documentElement, { lang: words.language, dir: words.direction });
}

/**
 * In the language of whom the tablet was handed to: kept nowhere, and gone when it is given back.
 * @param {string} code
 */
export async function lend(code) {
  const before = own ?? words;
  await speak(code);
  own = before;
}

export function takeBack() {
  if (own) use(own);
  own = null;
}

export function isLent() {
  return own !== null;
}

/** Whether a person who speaks the language found its texts good. */
export function isChecked() {
  return words.checked !== false;
}

/** @param {string} key */
export function inDutch(key) {
  return String(inPage("words").texts[key]);
}

export function language() {
  return words.language;
}

/**
 * @param {string} key
 * @param {Record<string, string | number>} [values] `num` chooses the plural form
 */
export function text(key, values = {}) {
  const found = words.texts[key] ?? inPage("words").texts[key];
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
