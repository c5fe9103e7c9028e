/* Asks every other second how far a job is; reloads the page when it is finished. */

const EVERY_MS = 2000;

export function start(element) {
  const bar = element.querySelector("progress");
  const words = element.querySelector(".progress__words > :last-child");

  async function look() {
    try {
      const answer = await fetch(element.dataset.address, { headers: { Accept: "application/json" } });
      if (!answer.ok) return;
      const job = await answer.json();
      if (job.isFinished) {
        location.reload();
        return;
      }
      const total = job.total || 1;
      words.textContent = words.textContent.replace(/\d+/, job.done).replace(/\d+(?=\D*$)/, total);
      bar.max = total;
      bar.value = job.done;
    } catch {
      // no connection just now; the next look may have one
    }
    setTimeout(look, EVERY_MS);
  }

  setTimeout(look, EVERY_MS);
}
