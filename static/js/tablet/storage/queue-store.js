/* What waits, on the disk. Everything in it is sealed. */

import { database, ifThereIsRoom } from "./database.js";

/** @typedef {import("../core/queue.js").Waiting} Waiting */

/** Tells every page and the worker that something changed. */
const channel = new BroadcastChannel("tablet-queue");
/** @type {Set<() => void>} */
const here = new Set(); // a channel does not hear itself

/** @param {() => void} hear */
export function onChange(hear) {
  channel.addEventListener("message", hear);
  here.add(hear);
}

export function tellChange() {
  channel.postMessage("changed");
  for (const hear of here) hear();
}

/** @returns {Promise<Waiting[]>} the oldest first */
export async function waiting() {
  const all = await (await database()).getAll("queue");
  return all.sort((one, other) => one.seq - other.seq);
}

/** Without reading the photos that wait. */
export async function howMany() {
  return (await database()).count("queue");
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
 * Sent while the disk was too full to write that down: as long as this page lives.
 * @type {Set<string>}
 */
const sentUnwritten = new Set();

/**
 * Before they go: from now on an answer may be lost, so they cannot be taken back unseen.
 * @param {string[]} ids
 */
export async function markSent(ids) {
  try {
    await change(ids, (item) => ({ ...item, tries: item.tries + 1 }));
  } catch (error) {
    if (!globalThis.document) throw error; // a worker lives too short to remember it
    for (const id of ids) sentUnwritten.add(id);
  }
}

/**
 * What answers say: what is settled leaves, also when the disk is too full to write the rest down.
 * @param {string[]} ids
 * @param {(item: Waiting) => Waiting | null} decide null: it is settled
 * @param {import("../core/queue.js").Told[]} more what a person has to be told about those
 */
export async function settle(ids, decide, more) {
  try {
    await change(ids, decide, more);
  } catch {
    await change(ids, decide, null);
  }
}

/**
 * @param {string[]} ids
 * @param {(item: Waiting) => Waiting | null} decide null: it leaves
 * @param {import("../core/queue.js").Told[] | null} [more] null: nothing is written, what is settled leaves
 */
async function change(ids, decide, more = []) {
  const transaction = (await database()).transaction(["queue", "told"], "readwrite");
  await Promise.all([changeIn(transaction, ids, decide, more), transaction.done]); // together: a full disk is told once
  tellChange();
}

/**
 * @param {import("../../vendor/idb/index.js").Transaction} transaction
 * @param {string[]} ids
 * @param {(item: Waiting) => Waiting | null} decide
 * @param {import("../core/queue.js").Told[] | null} more
 */
async function changeIn(transaction, ids, decide, more) {
  const store = transaction.objectStore("queue");
  for (const id of ids) {
    const item = await store.get(id);
    if (!item) continue;
    const next = decide(item);
    if (!next) await store.delete(id);
    else if (more) await store.put(next);
  }
  for (const each of more ?? []) await transaction.objectStore("told").put(each);
}

/** @returns {Promise<import("../core/queue.js").Told[]>} what became of things that left, the newest first */
export async function told() {
  const all = await (await database()).getAll("told");
  return all.sort((one, other) => other.at - one.at);
}

/** Somebody has read it. */
export async function forgetTold() {
  await (await database()).clear("told");
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
  const isHere = Boolean(item) && item.tries === 0 && !sentUnwritten.has(id);
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
  await ifThereIsRoom(() => change(all.map(({ id }) => id), (item) => ({ ...item, notBefore: 0 })));
}
