/* Where sending stands: in one sentence, on every screen. */

import { sentenceOf } from "./core/queue.js";
import { setting } from "./storage/database.js";
import { told, waiting } from "./storage/queue-store.js";
import { text } from "./words.js";

/** @typedef {{words: string, tone: string, icon: string, waiting: number}} Status */

/** Why this tablet may do nothing any more; null when it may. */
export async function refusal() {
  const code = await setting("refused");
  return code && text(code === "tablet-revoked" ? "device.revoked" : "device.unknown");
}

/**
 * @param {{asking: boolean, online: boolean, progress: {done: number, all: number} | null}} state
 * @returns {Promise<Status>}
 */
export async function statusNow({ asking, online, progress }) {
  const refused = await refusal();
  const items = await waiting();
  if (refused) return { words: refused, tone: "bad", icon: "alert-triangle", waiting: items.length };
  const { key, tone, icon, values } = sentenceOf({ asking, items, told: (await told()).length, online, sending: progress, now: Date.now() });
  return { words: text(key, values), tone, icon, waiting: items.length };
}
