/* Turns a details element that asks "are you sure" into a dialog with a way out. */

export function start(details) {
  const summary = details.querySelector("summary");
  const body = details.querySelector("form");
  const dialog = document.createElement("dialog");
  const question = body.querySelector("h2");
  dialog.className = "dialog";
  dialog.setAttribute("aria-labelledby", question.id);

  const opener = document.createElement("button");
  opener.type = "button";
  opener.className = summary.className;
  opener.append(...summary.childNodes);

  const cancel = document.createElement("button");
  cancel.type = "button";
  cancel.className = "button button--plain";
  cancel.textContent = details.dataset.cancel;
  cancel.addEventListener("click", () => dialog.close());
  body.querySelector(".buttons").append(cancel);

  // The way out has the focus, unless there is something to fill in.
  const first = body.querySelector("input:not([type=hidden]), textarea, select") ?? cancel;
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
