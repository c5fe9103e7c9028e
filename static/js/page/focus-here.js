/* The message that answers what was just done gets the focus, so that it is read and seen first. */

/** @param {HTMLElement} element */
export function start(element) {
  const first = document.querySelector('[data-module~="focus-here"]');
  if (element === first && !location.hash) element.focus();
}
