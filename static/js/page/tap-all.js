/* "Alles gezien": one tap chooses one value in every radio group in an element, and perhaps one more control. */

import { announce } from "../shared/announce.js";
import { byId, words } from "../shared/find.js";

/** @param {HTMLButtonElement} button */
export function start(button) {
  const target = byId(words(button, "target"), HTMLElement);
  const wanted = [...target.querySelectorAll("input")]
    .filter((input) => input.type === "radio" && input.value === words(button, "choose"));
  if (button.dataset.also) wanted.unshift(byId(button.dataset.also, HTMLInputElement));
  button.addEventListener("click", (event) => {
    event.preventDefault();
    for (const input of wanted) choose(input);
    announce(words(button, "done"));
  });
}

/** @param {HTMLInputElement} input */
function choose(input) {
  if (input.checked || input.disabled) return;
  input.checked = true;
  input.dispatchEvent(new Event("change", { bubbles: true }));
}
