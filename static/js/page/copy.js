/* Copies the text or value of another element. */

import { announce } from "../shared/announce.js";
import { byId, find, words } from "../shared/find.js";

const SHOWN_MS = 4000;

/** @param {HTMLButtonElement} button */
export function start(button) {
  if (!navigator.clipboard) return; // without HTTPS there is none
  const source = byId(words(button, "target"), HTMLElement);
  const label = find(button, "span", HTMLElement);
  const before = label.textContent;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(textOf(source));
    label.textContent = words(button, "done");
    announce(words(button, "done"));
    setTimeout(() => { label.textContent = before; }, SHOWN_MS);
  });
}

/** @param {HTMLElement} source */
function textOf(source) {
  const isField = source instanceof HTMLInputElement || source instanceof HTMLTextAreaElement;
  return isField ? source.value : source.textContent.trim();
}
