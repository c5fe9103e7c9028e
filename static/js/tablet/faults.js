/* What has to be put right before it can be saved: all of it at once, each with the way there. */

import { h, notice } from "./draw.js";
import { text } from "./words.js";

/** @param {{field: string, words: string}[]} faults */
export function faultList(faults) {
  const links = faults.map(({ field, words }) => h("li", {}, h("a", { href: `#${field}`, onclick: (/** @type {Event} */ event) => goTo(event, field) }, words)));
  return notice("", { tone: "bad", title: text("error.title"), attributes: { role: "alert", tabindex: -1, id: "faults" } }, h("ul", {}, ...links));
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
  const input = place?.matches("input, textarea") ? place : place?.querySelector("input");
  input?.focus();
  place?.scrollIntoView();
}
