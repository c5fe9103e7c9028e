/* Under a text area: how many characters are left, said aloud only after a pause. */

export function start(area) {
  const maximum = Number(area.dataset.maximum);
  const line = document.createElement("p");
  const spoken = document.createElement("p");
  line.className = "textarea__count";
  line.setAttribute("aria-hidden", "true");
  spoken.className = "visually-hidden";
  spoken.setAttribute("role", "status");
  area.after(line, spoken);

  let pause;
  const show = () => {
    // The server counts characters, JavaScript counts halves of some of them.
    const left = maximum - [...area.value].length;
    line.textContent = (left < 0 ? area.dataset.over : area.dataset.left).replace("{n}", Math.abs(left));
    clearTimeout(pause);
    if (left < maximum / 5) pause = setTimeout(() => { spoken.textContent = line.textContent; }, 1000);
  };
  area.addEventListener("input", show);
  show();
}
