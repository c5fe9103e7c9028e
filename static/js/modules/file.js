/* Our own button in the person's language instead of the browser's, and the name of the chosen file. */

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
}
