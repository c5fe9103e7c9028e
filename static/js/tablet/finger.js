/* A screen that is drawn anew under a finger loses its tap: what comes by itself waits until the finger is up. */

let isDown = false;
/** @type {(() => void) | null} */
let waiting = null;

/** @param {() => void} draw the last one counts */
export function whenUp(draw) {
  if (isDown) waiting = draw;
  else draw();
}

document.addEventListener("pointerdown", () => { isDown = true; }, true);
document.addEventListener("click", () => { isDown = false; }, true); // what the tap itself draws waits for nothing
for (const kind of ["pointerup", "pointercancel"]) document.addEventListener(kind, () => setTimeout(release, 100)); // a click comes after it

function release() {
  const draw = waiting;
  isDown = false;
  waiting = null;
  draw?.();
}
