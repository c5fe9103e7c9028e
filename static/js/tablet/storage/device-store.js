/* What the tablet knows of itself and of the server: nothing about people. */

import { toBytes } from "../core/bytes.js";
import { keepSetting, setting } from "./database.js";

/** @typedef {{id: string, name: string, site: string, token: string}} Device */

/** @returns {Promise<Device | undefined>} */
export function device() {
  return setting("device");
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
 * @param {{keys?: unknown[], ids?: string[], grants?: {id: string, holds: boolean}[], skewed?: boolean}} told
 */
export async function heard(told) {
  if (told.keys?.length) await keepSetting("keys", told.keys);
  if (told.ids) await keepSetting("ids", told.ids);
  if (told.grants) await keepSetting("grants", told.grants);
  if (told.skewed !== undefined) await keepSetting("skewed", told.skewed);
  await keepSetting("heard", Date.now());
}

/**
 * People that came with a grant after the server told last whom this tablet may hold.
 * @param {{id: string}[]} people
 */
export async function mayHold(people) {
  const ids = await setting("ids");
  if (ids) await keepSetting("ids", [...new Set([...ids, ...people.map(({ id }) => id)])]);
}

/** Every text in it is public, so it may lie open. */
export async function palette() {
  return (await setting("palette")) ?? null;
}

/** @param {object} content */
export async function keepPalette(content) {
  await keepSetting("palette", content);
}
