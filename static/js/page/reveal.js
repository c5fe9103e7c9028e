/* Shows what is typed in a password or PIN, and hides it again before it is sent. */

export function start(frame) {
  const input = frame.querySelector("input");
  const button = frame.querySelector("button");
  const words = button.querySelector("span");
  const show = words.textContent;
  const set = (visible) => {
    input.type = visible ? "text" : "password";
    words.textContent = visible ? frame.dataset.hide : show;
    button.setAttribute("aria-pressed", String(visible));
  };
  button.hidden = false;
  set(false);
  button.addEventListener("click", () => set(input.type === "password"));
  input.form?.addEventListener("submit", () => set(false));
}
