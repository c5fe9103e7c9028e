/* What the tablet knows of itself and of the server: nothing about people. */

import { toBytes } from "../core/bytes.js";
import { ifThereIsRoom, keepSetting, keepSettings, setting } from "./database.js";

const NOTE = "tablet-waiting";

/** @typedef {{id: string, name: string, site: string, organisation?: string, token: string}} Device */

/** @returns {Promise<Device | undefined>} */
export function device() {
  return setting("device");
}

/**
 * How much waited when the system took away all that this tablet kept; null when it did not. The note of it stands
 * where a browser that makes room does not look.
 */
export async function takenAway() {
  const note = localStorage.getItem(NOTE);
  return note === null || (await device()) ? null : Number(note);
}

/** @param {number} waiting */
export async function noteKept(waiting) {
  if (await device()) await ifThereIsRoom(async () => localStorage.setItem(NOTE, String(waiting)));
}

/** @param {Device} enrolled */
export async function keepDevice(enrolled) {
  await keepSetting("device", enrolled);
  await keepSetting("refused", null);
}

/**
 * The key that is sealed to: the newest.
 * @returns {Promise<import("../sealing/seal.js").ServerKey>}
 */
export async function serverKey() {
  const [newest] = (await setting("keys")) ?? [];
  if (!newest) throw new Error("the server's key is not known yet");
  return { id: newest.id, public: toBytes(newest.public) };
}

/**
 * What each answer tells: keys, whom the tablet may hold, which grants hold, how wrong its clock is.
 * @param {{keys?: unknown[], ids?: string[], grants?: {id: string, holds: boolean}[], skewed?: boolean}} said
 */
export async function heard({ keys, ids, grants, skewed }) {
  const told = { grants, ids, keys: keys?.length ? keys : undefined, skewed };
  await ifThereIsRoom(() => keepSettings(Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined))));
}

/**
 * People that came with a grant after the server told last whom this tablet may hold.
 * @param {{id: string}[]} people
 */
export async function mayHold(people) {
  const ids = await setting("ids");
  if (ids) await ifThereIsRoom(() => keepSetting("ids", [...new Set([...ids, ...people.map(({ id }) => id)])]));
}

/** Every text in it is public, so it may lie open. */
export async function palette() {
  return (await setting("palette")) ?? null;
}

/** @param {object} content */
export async function keepPalette(content) {
  await ifThereIsRoom(() => keepSetting("palette", content));
}
