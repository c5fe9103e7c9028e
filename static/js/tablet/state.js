/* What the server knows of this tablet, and the palette. */

import { heard, keepPalette } from "./storage/device-store.js";
import { ask, isGood } from "./sync/api.js";
import { isRefused } from "./storage/wiping.js";

const PROTOCOL = "academy-tablet/1";

/** One at a time, of page and worker together: what was told later is never undone by what was told before. */
export function loadState() {
  return navigator.locks.request("tablet-state", load);
}

async function load() {
  const reply = await ask("GET", "/api/tablet/state");
  if (await isRefused(reply)) return { answered: true, refused: true };
  if (!isGood(reply) || reply.data?.protocol !== PROTOCOL) return { answered: false, refused: false };
  await heard(reply.data);
  const { leaders, palette, tablet } = reply.data;
  return { answered: true, refused: false, leaders, palette, tablet };
}

/**
 * The palette of the server, when it is another one than that which is here.
 * @param {{version: string} | null} kept
 * @param {string | null} wanted
 */
export async function loadPalette(kept, wanted) {
  if (kept && kept.version === wanted) return kept;
  const reply = await ask("GET", "/api/tablet/palette");
  if (!isGood(reply) || !reply.data?.skills) return null;
  await keepPalette(reply.data);
  return reply.data;
}
