/* A details element as a menu: Escape and a tap elsewhere close it. */

import { find } from "../shared/find.js";

/** @param {HTMLDetailsElement} details */
export function start(details) {
  document.addEventListener("click", ({ target }) => {
    if (!(target instanceof Node && details.contains(target))) details.open = false;
  });
  details.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !details.open) return;
    details.open = false;
    find(details, "summary", HTMLElement).focus();
  });
}
