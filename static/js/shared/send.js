/* Sends a form as a tap on its button does: with what is checked and listened to before it goes.
   `requestSubmit` would, but Safari has it from 16 only. */

/**
 * @param {HTMLFormElement} form
 * @param {HTMLElement | null} [button] the one that was tapped; else what Enter presses
 */
export function send(form, button) {
  (button ?? enterButton(form))?.click();
}

/**
 * @param {HTMLFormElement} form
 * @returns {HTMLButtonElement | undefined}
 */
function enterButton(form) {
  const buttons = [...form.elements].filter((each) => each instanceof HTMLButtonElement);
  return buttons.find((each) => each.type === "submit");
}
