/* Shows what is typed in a password or PIN, and hides it again before it is sent. */

import { find, words } from "../shared/find.js";

/** @param {HTMLElement} frame */
export function start(frame) {
  const input = find(frame, "input", HTMLInputElement);
  const button = find(frame, "button", HTMLButtonElement);
  const label = find(button, "span", HTMLElement);
  const show = label.textContent;
  const set = (/** @type {boolean} */ visible) => {
    input.type = visible ? "text" : "password";
    label.textContent = visible ? words(frame, "hide") : show;
    button.setAttribute("aria-pressed", String(visible));
  };
  button.hidden = false;
  set(false);
  button.addEventListener("click", () => set(input.type === "password"));
  input.form?.addEventListener("submit", () => set(false));
}
