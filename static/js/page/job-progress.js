/* Asks every second how far a job is; reloads the page when it is finished. */

import { find, words } from "../shared/find.js";

const EVERY_MS = 1000;

/** @param {HTMLElement} element */
export function start(element) {
  const bar = find(element, "progress", HTMLProgressElement);
  const said = find(element, ".progress__words > :last-child", HTMLElement);

  async function look() {
    const job = await ask(words(element, "address"));
    if (job?.isFinished) return location.reload();
    if (job) {
      said.textContent = job.words;
      bar.max = job.total;
      bar.value = job.done;
    }
    setTimeout(look, EVERY_MS);
  }

  setTimeout(look, EVERY_MS);
}

/**
 * Nothing when there is no connection, or the server is busy, just now; the next look may have more.
 * @param {string} address
 * @returns {Promise<{isFinished: boolean, words: string, done: number, total: number} | null>}
 */
async function ask(address) {
  try {
    const answer = await fetch(address, { headers: { Accept: "application/json" } });
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}
