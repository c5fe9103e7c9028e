/* Keys as large as a thumb to type a PIN with; the small keyboard of a phone stays away. */

import { byId, words } from "../shared/find.js";

/** @param {HTMLElement} keys - buttons with `data-key`, an empty one goes back; `data-target` is the field */
export function start(keys) {
  const target = words(keys, "target");
  keys.hidden = false;
  document.getElementById(target)?.setAttribute("inputmode", "none");
  keys.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("button") : null;
    const key = button?.dataset.key;
    if (key === undefined) return;
    const input = byId(target, HTMLInputElement);
    input.value = key ? input.value + key : input.value.slice(0, -1);
  });
}
