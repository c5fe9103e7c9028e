/* Copies the text or value of another element. */

import { announce } from "../shared/announce.js";

export function start(button) {
  const source = document.getElementById(button.dataset.target);
  if (!source || !navigator.clipboard) return;
  const words = button.querySelector("span");
  const before = words.textContent;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(source.value ?? source.textContent.trim());
    words.textContent = button.dataset.done;
    announce(button.dataset.done);
    setTimeout(() => { words.textContent = before; }, 4000);
  });
}
