/* The box that finds anything: the key "/" leads to it, as on many websites. */

import { find } from "../shared/find.js";

/** @param {HTMLElement} form The box with its button. */
export function start(form) {
  const box = find(form, "input", HTMLInputElement);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    event.preventDefault();
    if (box.offsetParent) box.select();
    else location.assign(/** @type {HTMLFormElement} */ (form).action);
  });
}

/** @param {EventTarget | null} target */
function isTyping(target) {
  return target instanceof Element && target.closest("input, textarea, select") !== null;
}
