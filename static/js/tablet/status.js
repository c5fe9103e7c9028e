/* Where sending stands: in one sentence, on every screen. */

import { sentenceOf } from "./core/queue.js";
import { setting } from "./storage/database.js";
import { told, waiting } from "./storage/queue-store.js";
import { text } from "./words.js";

/** @typedef {{words: string, tone: string, icon: string, waiting: number}} Status */

/**
 * @param {{asking: boolean, online: boolean, progress: {done: number, all: number} | null}} state
 * @returns {Promise<Status>}
 */
export async function statusNow({ asking, online, progress }) {
  const refused = await setting("refused");
  const items = await waiting();
  if (refused) return { words: text(refused === "tablet-revoked" ? "device.revoked" : "device.unknown"), tone: "bad", icon: "alert-triangle", waiting: items.length };
  const { key, tone, icon, values } = sentenceOf({ asking, items, told: (await told()).length, online, sending: progress, now: Date.now() });
  return { words: text(key, values), tone, icon, waiting: items.length };
}
