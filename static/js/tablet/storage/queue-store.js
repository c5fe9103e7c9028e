/* What waits, on the disk. Everything in it is sealed. */

import { database } from "./database.js";

/** @typedef {import("../core/queue.js").Waiting} Waiting */

/** Tells every page and the worker that something changed. */
const told = new BroadcastChannel("tablet-queue");
/** @type {Set<() => void>} */
const here = new Set(); // a channel does not hear itself

/** @param {() => void} hear */
export function onChange(hear) {
  told.addEventListener("message", hear);
  here.add(hear);
}

export function tellChange() {
  told.postMessage("changed");
  for (const hear of here) hear();
}

/** @returns {Promise<Waiting[]>} the oldest first */
export async function waiting() {
  const all = await (await database()).getAll("queue");
  return all.sort((one, other) => one.seq - other.seq);
}

/**
 * All of them or none.
 * @param {{id: string, kind: Waiting["kind"], key: string, sealed: Uint8Array, of?: string}[]} items
 * @param {number} at
 */
export async function add(items, at) {
  const transaction = (await database()).transaction("queue", "readwrite");
  const store = transaction.objectStore("queue");
  const kept = await store.getAll();
  let seq = Math.max(0, ...kept.map((each) => each.seq));
  const ids = new Set(kept.map(({ id }) => id));
  const puts = items.filter(({ id }) => !ids.has(id)).map((item) => {
    seq += 1;
    return store.put({ tries: 0, alone: 0, code: null, reason: null, notBefore: 0, at, ...item, seq });
  });
  await Promise.all([...puts, transaction.done]); // together: a full disk is told once
  tellChange();
}

/**
 * Before they go: from now on an answer may be lost, so they cannot be taken back unseen.
 * @param {string[]} ids
 */
export async function markSent(ids) {
  await change(ids, (item) => ({ ...item, tries: item.tries + 1 }));
}

/**
 * @param {string[]} ids
 * @param {(item: Waiting) => Waiting | null} decide null: it is settled
 */
export async function change(ids, decide) {
  const transaction = (await database()).transaction("queue", "readwrite");
  const store = transaction.objectStore("queue");
  for (const id of ids) {
    const item = await store.get(id);
    if (!item) continue;
    const next = decide(item);
    if (next) await store.put(next);
    else await store.delete(id);
  }
  await transaction.done;
  tellChange();
}

/**
 * Take back what was never sent off, with its photo; false when it may have gone already.
 * @param {string} id
 */
export async function takeBack(id) {
  const transaction = (await database()).transaction("queue", "readwrite");
  const store = transaction.objectStore("queue");
  const item = await store.get(id);
  const isHere = Boolean(item) && item.tries === 0;
  if (isHere) {
    const kept = await store.getAll();
    for (const each of kept.filter((one) => one.id === id || one.of === id)) await store.delete(each.id);
  }
  await transaction.done;
  tellChange();
  return isHere;
}

/** Everything may be sent at once: somebody tapped the button. */
export async function tryAllAgain() {
  const all = await waiting();
  await change(all.map(({ id }) => id), (item) => ({ ...item, notBefore: 0 }));
}
