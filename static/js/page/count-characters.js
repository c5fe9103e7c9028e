/* Under a text area: how many characters are left, said aloud only after a pause. */

import { words } from "../shared/find.js";

const PAUSE_MS = 1000;

/** @param {HTMLTextAreaElement} area */
export function start(area) {
  const maximum = Number(area.dataset.maximum);
  const line = addLine("textarea__count");
  const spoken = addLine("visually-hidden");
  line.setAttribute("aria-hidden", "true");
  spoken.setAttribute("role", "status");
  area.after(line, spoken);

  let pause = 0;
  const show = () => {
    // The server counts characters, JavaScript counts halves of some of them.
    const left = maximum - [...area.value].length;
    line.textContent = words(area, left < 0 ? "over" : "left").replace("{n}", String(Math.abs(left)));
    clearTimeout(pause);
    if (left < maximum / 5) pause = setTimeout(() => { spoken.textContent = line.textContent; }, PAUSE_MS);
  };
  area.addEventListener("input", show);
  show();
}

/** @param {string} className */
function addLine(className) {
  const line = document.createElement("p");
  line.className = className;
  return line;
}
