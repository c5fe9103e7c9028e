/* Takes people and keys off the tablet: at the end, and when the server says so. Reads nothing of them. */

import { isOver } from "../core/clock.js";
import { database, keepSetting, setting } from "./database.js";

export async function all() {
  return (await database()).getAll("vaults");
}

/** @param {string} grant */
export async function wipe(grant) {
  const found = await database();
  await found.delete("vaults", grant);
  await found.delete("drafts", grant);
}

export async function wipeAll() {
  const found = await database();
  await found.clear("vaults");
  await found.clear("drafts");
}

/**
 * Those that ended, or that the server says do not hold; gives which.
 * @param {number} now
 * @returns {Promise<string[]>}
 */
export async function wipeWhatIsOver(now) {
  const kept = await all();
  /** @type {{id: string, holds: boolean}[]} */
  const told = (await setting("grants")) ?? [];
  const refused = new Set(told.filter(({ holds }) => !holds).map(({ id }) => id));
  const over = kept.filter((each) => isOver(each, now) || refused.has(each.grant)).map(({ grant }) => grant);
  for (const grant of over) await wipe(grant);
  return over;
}

/**
 * This tablet may do nothing any more: what waits stays, for it is sealed; people and keys go.
 * @param {string} code
 */
export async function refuse(code) {
  await keepSetting("refused", code);
  await wipeAll();
}
