/* The button that prints. */

/** @param {HTMLButtonElement} button */
export function start(button) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
