/* The one database of the tablet. Each release may add a step; what waits goes along, whatever its age. */

import { openDB } from "../../vendor/idb/index.js";

export const NAME = "tablet";
/**
 * Step by step from nothing to today. A step that was released is never changed.
 * @type {((made: import("../../vendor/idb/index.js").Database) => void)[]}
 */
const STEPS = [
  (made) => {
    made.createObjectStore("settings");
    made.createObjectStore("vaults", { keyPath: "grant" });
    made.createObjectStore("drafts", { keyPath: "grant" });
    made.createObjectStore("queue", { keyPath: "id" });
  },
];

/** @type {Promise<import("../../vendor/idb/index.js").Database> | undefined} */
let opened;

export function database() {
  opened ??= openDB(NAME, STEPS.length, {
    upgrade(found, from) {
      for (const step of STEPS.slice(from)) step(found);
    },
    blocking: letGo, // a newer release wants to take its step
    terminated: letGo,
  });
  return opened;
}

async function letGo() {
  const found = await opened;
  opened = undefined;
  found?.close();
}

/** @param {string} key */
export async function setting(key) {
  return (await database()).get("settings", key);
}

/**
 * @param {string} key
 * @param {unknown} value
 */
export async function keepSetting(key, value) {
  await (await database()).put("settings", value, key);
}
