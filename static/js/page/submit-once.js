/* A second tap on the same button sends nothing; the server guards against it as well. */

const PATIENCE_MS = 10_000;

/** @param {HTMLFormElement} form */
export function start(form) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    if (event.submitter) markBusy(event.submitter, form.dataset.busy);
    // A file that is saved, or an empty answer, leaves the page as it is: nothing tells when that came.
    setTimeout(() => reset(form), PATIENCE_MS);
  });
  // A page that comes back from the browser's memory can be sent again.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) reset(form);
  });
}

/**
 * @param {HTMLElement} button
 * @param {string | undefined} busy
 */
function markBusy(button, busy) {
  button.setAttribute("aria-disabled", "true");
  const label = button.querySelector("span");
  if (!busy || !label) return;
  button.dataset.words = label.textContent;
  label.textContent = busy;
}

/** @param {HTMLFormElement} form */
function reset(form) {
  delete form.dataset.sent;
  for (const button of form.elements) {
    button.removeAttribute("aria-disabled");
    const label = button.querySelector("span");
    if (!(button instanceof HTMLElement) || button.dataset.words === undefined || !label) continue;
    label.textContent = button.dataset.words;
    delete button.dataset.words;
  }
}
