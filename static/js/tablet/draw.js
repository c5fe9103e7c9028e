/* Makes elements. Words come in as text, never as markup. */

import { language, localised } from "./words.js";

const SPRITE = new URL("../../icons/sprite.svg", import.meta.url).href;
const PICTURES = {
  done: new URL("../../img/empty-done.svg", import.meta.url).href,
  people: new URL("../../img/empty-people.svg", import.meta.url).href,
  search: new URL("../../img/empty-search.svg", import.meta.url).href,
  logo: new URL("../../img/logo.svg", import.meta.url).href,
};
const SVG = "http://www.w3.org/2000/svg";
const MIRRORED = ["arrow-left", "arrow-right", "chevron-left", "chevron-right", "arrow-back-up", "login", "logout", "send", "list"];

/** @typedef {Node | string | null | undefined | false} Part */

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, unknown>} [attributes] `on…` listens; true and false put and leave out
 * @param {...Part} parts
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function h(tag, attributes = {}, ...parts) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name.slice(2), /** @type {EventListener} */ (value));
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...parts.filter(isThere));
  return element;
}

/**
 * @param {Part} part
 * @returns {part is Node | string}
 */
function isThere(part) {
  return part !== null && part !== undefined && part !== false;
}

/**
 * @param {string} name
 * @param {string} [size] icon--large, icon--huge
 */
export function icon(name, size = "") {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", ["icon", MIRRORED.includes(name) && "icon--mirror", size].filter(Boolean).join(" "));
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `${SPRITE}#${name}`);
  svg.append(use);
  return svg;
}

/**
 * @param {Part} words
 * @param {(() => void) | null} act
 * @param {{kind?: string, icon?: string, big?: boolean, wide?: boolean, attributes?: Record<string, unknown>}} [how]
 */
export function button(words, act, { kind = "plain", icon: name, big, wide, attributes } = {}) {
  const looks = ["button", `button--${kind}`, big && "button--big", wide && "button--wide"].filter(Boolean).join(" ");
  return h("button", { class: looks, type: "button", onclick: act, ...attributes }, name && icon(name), h("span", {}, words));
}

/**
 * @param {string} words
 * @param {{tone?: string, title?: string, icon?: string, attributes?: Record<string, unknown>}} [how]
 * @param {...Part} more
 */
export function notice(words, { tone = "info", title, icon: name, attributes } = {}, ...more) {
  const icons = { info: "info-circle", good: "circle-check", warn: "alert-triangle", bad: "circle-x" };
  const sign = name ?? icons[/** @type {keyof typeof icons} */ (tone)];
  return h("div", { class: `notice notice--${tone}`, ...attributes }, icon(sign),
    h("div", { class: "notice__body" }, title && h("p", { class: "notice__title" }, title), words && h("p", {}, words), ...more));
}

/**
 * A level as bars and a word.
 * @param {number} number
 * @param {Part} words
 * @param {boolean} [large]
 */
export function level(number, words, large = false) {
  const bars = document.createElementNS(SVG, "svg");
  bars.setAttribute("class", "level__bars");
  bars.setAttribute("viewBox", "0 0 24 22");
  bars.setAttribute("aria-hidden", "true");
  for (const [place, [x, y, height]] of [["1", "14.5", "6.5"], ["9", "8", "13"], ["17", "1.5", "19.5"]].entries()) {
    const bar = document.createElementNS(SVG, "rect");
    const full = number > place ? " level__bar--full" : "";
    for (const [name, value] of Object.entries({ class: `level__bar${full}`, x, y, width: "6", height, rx: "1.5" })) bar.setAttribute(name, value ?? "");
    bars.append(bar);
  }
  return h("span", { class: `level level--${number}${large ? " level--large" : ""}` }, bars, h("span", {}, words));
}

/**
 * @param {{name: string, initials: string}} person
 * @param {() => void} act
 * @param {{note?: string, tone?: string}} [how]
 */
export function personTile({ name, initials }, act, { note, tone } = {}) {
  return h("button", { class: "person-tile", type: "button", onclick: act },
    h("span", { class: "avatar", "aria-hidden": "true", translate: "no" }, initials),
    h("span", { class: "person-tile__name" }, bdi(name)),
    note && h("span", { class: `person-tile__note${tone ? ` person-tile__note--${tone}` : ""}` }, note));
}

/** @param {string} name */
export function bdi(name) {
  return h("bdi", { translate: "no" }, name);
}

/**
 * Words in the language of the tablet; else the Dutch ones, as such.
 * @param {Record<string, string>} given
 */
export function inLanguage(given) {
  return given[language()] ? localised(given) : dutch(localised(given));
}

/** @param {string} words */
export function dutch(words) {
  return h("span", { lang: "nl", dir: "ltr" }, words);
}

/**
 * A sentence with a name in it that no browser translates.
 * @param {string} sentence
 * @param {...string} names
 */
export function withNames(sentence, ...names) {
  const [first = "", ...rest] = names;
  const place = first ? sentence.indexOf(first) : -1;
  if (place < 0) return [sentence];
  /** @type {Part[]} */
  const after = withNames(sentence.slice(place + first.length), ...rest);
  return [sentence.slice(0, place), bdi(first), ...after];
}

/**
 * @param {keyof typeof PICTURES} picture
 * @param {string} title
 * @param {string} [words]
 */
export function emptyState(picture, title, words) {
  return h("div", { class: "empty-state" },
    h("img", { src: PICTURES[picture], alt: "", width: 240, height: 180 }),
    h("h2", { class: "empty-state__title" }, title), words && h("p", {}, words));
}

export function logo() {
  return h("img", { src: PICTURES.logo, alt: "", width: 44, height: 44 });
}

/**
 * More, for who wants it.
 * @param {string} words
 * @param {string} name of an icon
 * @param {{open?: boolean, toggled?: (open: boolean) => void}} how
 * @param {...Part} parts
 */
export function disclosure(words, name, { open = false, toggled }, ...parts) {
  const details = h("details", { class: "disclosure", open, ontoggle: () => toggled?.(details.open) },
    h("summary", {}, icon(name), h("span", {}, words), icon("chevron-down")), h("div", { class: "disclosure__body" }, ...parts));
  return details;
}

/**
 * A list of things to tap.
 * @param {Node[]} things
 * @param {string} looks
 */
export function list(things, looks) {
  return h("ul", { class: looks, role: "list" }, ...things.map((thing) => h("li", {}, thing)));
}

/**
 * @param {string} label
 * @param {Record<string, unknown>} attributes of the input; its id names it
 * @param {string} [hint]
 */
export function field(label, attributes, hint) {
  const described = hint ? `${attributes.id}-hint` : null;
  return h("div", { class: "field" }, h("label", { class: "field__label", for: attributes.id }, label),
    hint && h("span", { class: "field__hint", id: described }, hint),
    h("input", { class: "input", "aria-describedby": described, ...attributes }));
}

/**
 * A file to choose, by a button of our own: the browser's speaks the browser's language.
 * @param {{id: string, label: string, hint?: string, words: string, icon: string, attributes: Record<string, unknown>}} asked
 * @param {...Part} chosen what was chosen before
 */
export function fileField({ id, label, hint, words, icon: name, attributes }, ...chosen) {
  const described = hint ? `${id}-hint` : null;
  return h("div", { class: "field" }, h("span", { class: "field__label" }, label), hint && h("span", { class: "field__hint", id: described }, hint),
    h("div", { class: "file-field file-field--ours" }, h("input", { type: "file", id, "aria-describedby": described, ...attributes }),
      h("label", { class: "button button--plain", for: id }, icon(name), h("span", {}, words)), ...chosen));
}

/**
 * One out of a few, as large cards.
 * @param {{id: string, name?: string, legend: Part, looks?: string, large?: boolean, chosen: string | null, options: {value: string, words: Part, hint?: string}[], choose: (value: string) => void}} question
 */
export function radios({ id, name = id, legend, looks = "choices--row", large, chosen, options, choose }) {
  const cards = options.map(({ value, words, hint }) => {
    const own = `${id}-${value}`;
    return h("label", { class: "choice" },
      h("input", { type: "radio", name, value, id: own, checked: value === chosen, "aria-labelledby": `${own}-label`,
        "aria-describedby": hint ? `${own}-hint` : null, onchange: () => choose(value) }),
      h("span", { class: "choice__label", id: `${own}-label` }, words),
      hint && h("span", { class: "choice__hint", id: `${own}-hint` }, hint));
  });
  return h("fieldset", { class: "fieldset", id }, h("legend", { class: `fieldset__legend${large ? " fieldset__legend--large" : ""}` }, legend),
    h("div", { class: `choices ${looks}` }, ...cards));
}
