/* Our own button in the person's language instead of the browser's, and the name of the chosen file.
   A file that the server would refuse is not sent: the page would be lost with all that is on it. */

export function start(frame) {
  const input = frame.querySelector('input[type="file"]');
  const name = frame.querySelector(".file-field__name");
  frame.classList.add("file-field--ours");
  frame.querySelector("label").hidden = false;
  const show = () => {
    name.textContent = [...input.files].map((file) => file.name).join(", ");
    name.hidden = input.files.length === 0;
  };
  input.addEventListener("change", show);
  show();

  const refusal = frame.querySelector(".field__error");
  const check = (event) => {
    const fits = [...input.files].every((file) => file.size <= Number(frame.dataset.most));
    refusal.hidden = fits;
    if (fits) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    input.focus();
  };
  input.form.addEventListener("submit", check, { capture: true });
}
