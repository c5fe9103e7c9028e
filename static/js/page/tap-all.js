/* "Alles gezien": one tap chooses one value in every radio group and ticks every box in an element. */

import { announce } from "../shared/announce.js";
import { byId, words } from "../shared/find.js";

/** @param {HTMLButtonElement} button */
export function start(button) {
  const target = byId(words(button, "target"), HTMLElement);
  button.hidden = false;
  button.addEventListener("click", () => {
    for (const input of target.querySelectorAll("input")) {
      const isWanted = input.type === "checkbox" || (input.type === "radio" && input.value === button.dataset.value);
      if (!isWanted || input.checked || input.disabled) continue;
      input.checked = true;
      input.dispatchEvent(new Event("change", { bubbles: true }));
    }
    announce(words(button, "done"));
  });
}
