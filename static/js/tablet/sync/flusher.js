/* Sends what waits. One at a time in this browser, page or worker; one bad item never holds up another. */

import { toText } from "../core/bytes.js";
import { AT_ONCE, after, dueOf, settledOf, toTell } from "../core/queue.js";
import * as queue from "../storage/queue-store.js";
import { heard } from "../storage/device-store.js";
import { isRefused, wipeWhatIsOver } from "../storage/wiping.js";
import { loadState } from "../state.js";
import { ask, isGood } from "./api.js";

const LOCK = "tablet-sending";

/** @typedef {import("../core/queue.js").Waiting} Waiting */
/** @typedef {import("../core/queue.js").Answer} Answer */
/** @typedef {(progress: {done: number, all: number} | null) => void} Progress */

/**
 * What came of it: whether the server answered, and after how many seconds it wants to hear again.
 * @param {Progress} [tell]
 * @returns {Promise<{answered: boolean | null, wait: number} | null>} null when another one is at it; `answered` null when
 *   there was nothing to send
 */
export function flush(tell = () => {}) {
  return navigator.locks.request(LOCK, { ifAvailable: true }, async (lock) => {
    if (!lock) return null;
    try {
      return await sendAll(tell);
    } finally {
      tell(null);
    }
  });
}

/** @param {Progress} tell */
async function sendAll(tell) {
  const run = { done: 0, all: (await queue.waiting()).filter(({ notBefore }) => notBefore <= Date.now()).length, tell };
  if (run.all === 0) return { answered: null, wait: 0 };
  // first whether the server is there: what never left the tablet can be taken back without a trace
  const { answered, refused } = await loadState();
  if (!answered || refused) return { answered, wait: 0 };
  const items = await sendItems(run);
  return items.answered ? sendPhotos(run) : items;
}

/**
 * @param {{done: number, all: number, tell: Progress}} run
 */
async function sendItems(run) {
  let most = AT_ONCE;
  const seen = new Set();
  for (;;) {
    const all = await queue.waiting();
    const due = dueOf(all, "item", Date.now()).filter(({ id }) => !seen.has(id));
    const batch = due.slice(0, most);
    if (batch.length === 0) return { answered: true, wait: 0 };
    run.tell({ done: run.done, all: run.all });
    await queue.markSent(batch.map(({ id }) => id));
    const reply = await ask("POST", "/api/sync", { json: { sent_at: new Date().toISOString(), items: batch.map((item) => asSent(item, all)) } });
    if (isGood(reply) && Array.isArray(reply.data?.items)) {
      await settle(batch, reply.data.items);
      await heard(reply.data);
      await wipeWhatIsOver(Date.now());
    } else if (await isOver(reply)) return { answered: reply.status > 0, wait: reply.wait };
    else if (batch.length > 1) {
      most = 1; // one of them may be what the server stumbles over: each by itself
      continue;
    } else await settle(batch, []);
    for (const { id } of batch) seen.add(id);
    run.done += batch.length;
  }
}

/**
 * @param {Waiting} item
 * @param {Waiting[]} all
 */
function asSent(item, all) {
  return { id: item.id, key: item.key, sealed: toText(item.sealed), settled: settledOf(item, all) };
}

/**
 * Nobody is there, or this tablet may not send: nothing says anything about an item.
 * @param {import("./api.js").Reply} reply
 */
async function isOver(reply) {
  return (await isRefused(reply)) || reply.status === 0 || [401, 403, 429, 502, 503, 504].includes(reply.status);
}

/**
 * @param {Waiting[]} batch
 * @param {Answer[]} answers
 */
async function settle(batch, answers) {
  const byId = new Map(answers.map((answer) => [answer.id, answer]));
  const when = { now: Date.now(), alone: batch.length === 1 };
  await queue.settle(batch.map(({ id }) => id), (item) => after(item, byId.get(item.id), when), toTell(batch, byId, when.now));
}

/** @param {{done: number, all: number, tell: Progress}} run */
async function sendPhotos(run) {
  const all = await queue.waiting();
  const items = new Set(all.filter(({ kind }) => kind === "item").map(({ id }) => id));
  for (const photo of dueOf(all, "photo", Date.now())) {
    if (photo.of && items.has(photo.of)) continue; // after its assessment
    run.tell({ done: run.done, all: run.all });
    await queue.markSent([photo.id]);
    const settled = settledOf(photo, all);
    const headers = { "Content-Type": "application/octet-stream", "Tablet-Key": photo.key, ...(settled && { "Tablet-Settled": settled }) };
    const bytes = /** @type {Uint8Array<ArrayBuffer>} */ (photo.sealed);
    const reply = await ask("PUT", `/api/tablet/photos/${photo.id}`, { bytes, headers });
    if (await isOver(reply)) return { answered: reply.status > 0, wait: reply.wait };
    await settle([photo], reply.data?.id === photo.id ? [reply.data] : []);
    run.done += 1;
  }
  return { answered: true, wait: 0 };
}
