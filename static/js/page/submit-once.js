/* A second tap on the same button sends nothing; the server guards against it as well. */

export function start(form) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    if (event.submitter) markBusy(event.submitter, form.dataset.busy);
  });
  // A page that comes back from the browser's memory can be sent again.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) reset(form);
  });
}

function markBusy(button, words) {
  button.setAttribute("aria-disabled", "true");
  const text = button.querySelector("span");
  if (!words || !text) return;
  button.dataset.words = text.textContent;
  text.textContent = words;
}

function reset(form) {
  delete form.dataset.sent;
  const buttons = [...form.elements, ...form.querySelectorAll("button")];
  for (const button of buttons) {
    button.removeAttribute("aria-disabled");
    if (!button.dataset.words) continue;
    button.querySelector("span").textContent = button.dataset.words;
    delete button.dataset.words;
  }
}
