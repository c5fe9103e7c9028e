/* Our own button in the person's language instead of the browser's, and the name of the chosen file.
   A file that the server would refuse is not sent: the page would be lost with all that is on it. */

import { find } from "../shared/find.js";

/** @param {HTMLElement} frame */
export function start(frame) {
  const input = find(frame, 'input[type="file"]', HTMLInputElement);
  const name = find(frame, ".file-field__name", HTMLElement);
  frame.classList.add("file-field--ours");
  find(frame, "label", HTMLLabelElement).hidden = false;
  const show = () => {
    const files = chosen(input);
    name.textContent = files.map((file) => file.name).join(", ");
    name.hidden = files.length === 0;
  };
  input.addEventListener("change", show);
  show();

  const refusal = find(frame, ".field__error", HTMLElement);
  input.form?.addEventListener("submit", (event) => {
    const fits = chosen(input).every((file) => file.size <= Number(frame.dataset.most));
    refusal.hidden = fits;
    if (fits) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    input.focus();
  }, { capture: true });
}

/** @param {HTMLInputElement} input */
function chosen(input) {
  return [...(input.files ?? [])];
}
