/* Turns a details element that asks "are you sure" into a dialog with a way out. */

import { find, words } from "../shared/find.js";

/** @param {HTMLDetailsElement} details */
export function start(details) {
  const summary = find(details, "summary", HTMLElement);
  const body = find(details, "form", HTMLFormElement);
  const dialog = document.createElement("dialog");
  dialog.className = "dialog";
  dialog.setAttribute("aria-labelledby", find(body, "h2", HTMLHeadingElement).id);

  const opener = plainButton(summary.className);
  opener.append(...summary.childNodes);
  const cancel = plainButton("button button--plain");
  cancel.textContent = words(details, "cancel");
  cancel.addEventListener("click", () => dialog.close());
  find(body, ".buttons", HTMLElement).append(cancel);

  // The way out has the focus, unless there is something to fill in.
  const field = body.querySelector("input:not([type=hidden]), textarea, select");
  const first = field instanceof HTMLElement ? field : cancel;
  const open = () => {
    dialog.showModal();
    first.focus();
  };
  opener.addEventListener("click", open);
  dialog.append(body);
  details.replaceWith(opener, dialog);
  // Fields that came back with an error must be seen.
  if (details.open || body.querySelector('[aria-invalid="true"]')) open();
}

/** @param {string} className */
function plainButton(className) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = className;
  return button;
}
