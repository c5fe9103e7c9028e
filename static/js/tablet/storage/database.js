/* The one database of the tablet. Each release may add a step; what waits goes along, whatever its age. */

import { openDB } from "../../vendor/idb/index.js";

export const NAME = "tablet";
/**
 * Step by step from nothing to today. A step that was released is never changed, and only adds: a page of before may
 * still be open.
 * @type {((made: import("../../vendor/idb/index.js").Database) => void)[]}
 */
const STEPS = [
  (made) => {
    made.createObjectStore("settings");
    made.createObjectStore("vaults", { keyPath: "grant" });
    made.createObjectStore("drafts", { keyPath: "grant" });
    made.createObjectStore("queue", { keyPath: "id" });
  },
  (made) => {
    made.createObjectStore("told", { keyPath: "id" });
  },
];

/** @type {Promise<import("../../vendor/idb/index.js").Database> | undefined} */
let opened;

export function database() {
  opened ??= open(STEPS.length).catch((error) => {
    if (error.name !== "VersionError") throw error;
    return open(undefined); // a newer release took its step, which only added
  });
  return opened;
}

/** @param {number | undefined} version undefined: as it is */
function open(version) {
  return openDB(NAME, version, {
    upgrade(found, from) {
      for (const step of STEPS.slice(from)) step(found);
    },
    blocking: letGo, // a newer release wants to take its step
    terminated: letGo,
  });
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

/**
 * Several at once: one transaction instead of one each.
 * @param {Record<string, unknown>} values
 */
export async function keepSettings(values) {
  const transaction = (await database()).transaction("settings", "readwrite");
  const store = transaction.objectStore("settings");
  await Promise.all([...Object.entries(values).map(([key, value]) => store.put(value, key)), transaction.done]);
}

/**
 * Write what the server will say again, or what can be done without.
 * @param {() => Promise<unknown>} write
 */
export async function ifThereIsRoom(write) {
  try {
    await write();
  } catch (error) {
    console.warn("the disk is full", error);
  }
}
