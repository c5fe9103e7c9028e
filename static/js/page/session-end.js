/* Says two minutes before it happens that somebody is signed out, and lets them stay without losing what they typed. */

import { find, words } from "../shared/find.js";

const WARN_MS = 120_000;
const TICK_MS = 1000; // by the clock: a tablet that slept counts no time itself

/** @param {HTMLElement} box */
export function start(box) {
  const said = find(box, "p span", HTMLElement);
  const form = find(box, "form", HTMLFormElement);
  let ends = Date.now() + Number(words(box, "seconds")) * 1000;

  const look = () => {
    const left = ends - Date.now();
    const sentence = words(box, left > 0 ? "soon" : "ended");
    form.hidden = left <= 0;
    if (left <= WARN_MS && said.textContent !== sentence) said.textContent = sentence;
    if (left <= WARN_MS && box.hidden) box.hidden = false;
  };
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const seconds = await stay(form);
    if (seconds === null) {
      said.textContent = words(box, "failed");
      return;
    }
    ends = Date.now() + seconds * 1000;
    box.hidden = true;
  });
  setInterval(look, TICK_MS);
}

/**
 * How long one stays, or null when nobody answered.
 * @param {HTMLFormElement} form
 * @returns {Promise<number | null>}
 */
async function stay(form) {
  try {
    const answer = await fetch(form.action, {
      method: "POST", body: new FormData(form), headers: { Accept: "application/json" },
    });
    return answer.ok ? (await answer.json()).seconds : null;
  } catch {
    return null;
  }
}
