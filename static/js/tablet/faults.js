/* What has to be put right before it can be saved: all of it at once, each with the way there. */

import { button, h, notice } from "./draw.js";
import { text } from "./words.js";

/** @param {{field: string, words: string}[]} faults */
export function faultList(faults) {
  const links = faults.map(({ field, words }) => h("li", {}, h("a", { href: `#${field}`, onclick: (/** @type {Event} */ event) => goTo(event, field) }, words)));
  return notice("", { tone: "bad", title: text("error.title"), attributes: { role: "alert", tabindex: -1, id: "faults" } }, h("ul", {}, ...links));
}

/**
 * Asked before what was filled in is thrown away; null when nobody leaves.
 * @param {import("./app.js").App} app
 * @param {{leaving?: boolean}} given
 * @param {() => void} leave
 */
export function leaving(app, given, leave) {
  if (!given.leaving) return null;
  const stay = () => { given.leaving = false; app.again(); };
  return notice("", { tone: "warn", title: text("leaving.title"), attributes: { role: "alert", tabindex: -1, id: "faults" } },
    h("div", { class: "buttons" }, button(text("leaving.stay"), stay, { attributes: { id: "stay" } }), button(text("assess.other"), leave, { icon: "trash", attributes: { id: "leave" } })));
}

/** The screen was drawn again, and it stands on it. */
export function showFaults() {
  document.getElementById("faults")?.focus();
}

/**
 * @param {Event} event
 * @param {string} field
 */
function goTo(event, field) {
  event.preventDefault();
  const place = document.getElementById(field);
  (place?.querySelector("input") ?? place)?.focus();
  place?.scrollIntoView();
}
