/* Takes people and keys off the tablet: at the end, and when the server says so. Reads nothing of them. */

import { isOver } from "../core/clock.js";
import { database, keepSetting, setting } from "./database.js";

export async function all() {
  return (await database()).getAll("vaults");
}

/** Without those of a card that was made void since: its leader's new card brings along what is in them. */
export async function openable() {
  const shut = await toldOf(({ opens }) => opens === false);
  return (await all()).filter(({ grant }) => !shut.has(grant));
}

/**
 * Which grants the server said this of, at the last contact.
 * @param {(told: {id: string, holds: boolean, opens?: boolean}) => boolean} isSo
 */
async function toldOf(isSo) {
  /** @type {{id: string, holds: boolean, opens?: boolean}[]} */
  const told = (await setting("grants")) ?? [];
  return new Set(told.filter(isSo).map(({ id }) => id));
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
 * Those that ended, or that the server says do not hold.
 * @param {number} now
 */
export async function wipeWhatIsOver(now) {
  const kept = await all();
  const refused = await toldOf(({ holds }) => !holds);
  const over = kept.filter((each) => isOver(each, now) || refused.has(each.grant));
  for (const { grant } of over) await wipe(grant);
}

/**
 * Whether this tablet may do nothing any more: what waits stays, for it is sealed; people and keys go.
 * @param {{code: string | null}} reply
 */
export async function isRefused({ code }) {
  if (code !== "tablet-revoked" && code !== "tablet-unknown") return false;
  await keepSetting("refused", code);
  await wipeAll();
  return true;
}
