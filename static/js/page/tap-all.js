/* "Alles gezien": one tap chooses one value in every radio group and ticks every box in an element. */

import { announce } from "../shared/announce.js";

export function start(button) {
  const target = document.getElementById(button.dataset.target);
  if (!target) return;
  button.hidden = false;
  button.addEventListener("click", () => {
    for (const input of target.querySelectorAll("input:not(:disabled)")) {
      const wanted = input.type === "checkbox" || (input.type === "radio" && input.value === button.dataset.value);
      if (!wanted || input.checked) continue;
      input.checked = true;
      input.dispatchEvent(new Event("change", { bubbles: true }));
    }
    announce(button.dataset.done);
  });
}
