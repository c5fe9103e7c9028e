/* What only a signed-in leader may see: people, the signing key, what was not finished. Encrypted on the disk. */

import { toBytes } from "../core/bytes.js";
import { decrypt, encrypt, signingKey } from "../sealing/keys.js";
import { database, setting } from "./database.js";

/**
 * What a leader's grant brings. `anchor` stays in memory: it means nothing to a page that is loaded anew.
 * @typedef {object} Session
 * @property {string} id of the grant
 * @property {string} grant as the server signed it
 * @property {{id: string, name: string, initials: string}} leader
 * @property {{id: string, name: string, domains?: string[]}} team with its own domains, the one seen most first
 * @property {{id: string, name: string}[]} [teams] the others in which this leader looks here
 * @property {{id: string, key: string}[]} [others] this leader's grants for those, which this one opens too
 * @property {number} [usedAt] when its leader last chose it
 * @property {string[]} [used] skills that this leader looked at last, wherever that was
 * @property {import("../core/people.js").Worker[]} people
 * @property {string} madeAt when the roster was made
 * @property {string} grantedAt
 * @property {number} endsAt
 * @property {number | null} anchor
 * @property {CryptoKey} key of the roster
 * @property {CryptoKey} signing
 * @property {string} secret the signing key, as it is kept
 */

/** @param {Session} session of a new grant */
export async function keep(session) {
  await (await database()).put("vaults", await boxOf(session));
}

/** @param {Session} session with what came since */
export async function keepAgain(session) {
  await putIfKept("vaults", await boxOf(session));
}

/** @param {Session} session */
async function boxOf(session) {
  const { id: grant, grantedAt, endsAt } = session;
  const content = { ...session, key: undefined, signing: undefined, anchor: undefined };
  return { grant, grantedAt, endsAt, ...(await encrypt(session.key, content)) };
}

/**
 * Only as long as its grant was not wiped: what was still on its way then, does not come back.
 * @param {string} store
 * @param {{grant: string}} box
 */
async function putIfKept(store, box) {
  const transaction = (await database()).transaction(["vaults", "drafts"], "readwrite");
  const put = async () => {
    if (await transaction.objectStore("vaults").get(box.grant)) await transaction.objectStore(store).put(box);
  };
  await Promise.all([put(), transaction.done]); // together: a full disk is told once
}

/**
 * What `key` opens; null when that is not this one.
 * @param {{grant: string, iv: Uint8Array<ArrayBuffer>, data: ArrayBuffer}} kept
 * @param {CryptoKey} key
 * @returns {Promise<Session | null>}
 */
export async function open(kept, key) {
  const content = await decrypt(key, kept);
  if (!content) return null;
  const session = { ...content, key, anchor: null, signing: await signingKey(toBytes(content.secret)) };
  return withoutGone(session);
}

/**
 * Whom the server said that this tablet may hold no more, is not there.
 * @param {Session} session
 */
export async function withoutGone(session) {
  const ids = await setting("ids");
  return ids ? { ...session, people: session.people.filter(({ id }) => ids.includes(id)) } : session;
}

/**
 * What this leader has not finished, of one person or of several, in which order things were used, and what was saved today: for the question before
 * a second time, and to undo.
 * @typedef {object} Private
 * @property {import("../core/form.js").Draft | null} draft
 * @property {{skill: string, of?: import("../core/people.js").Skill, level?: number | null, people?: string[]} | null} several
 * @property {string[]} people ids, the last one first
 * @property {string[]} skills
 * @property {import("../saving.js").Saved[]} saved today on this tablet, the last one first
 */

/** @returns {Private} */
export function nothing() {
  return { draft: null, several: null, people: [], skills: [], saved: [] };
}

/**
 * @param {Session} session
 * @returns {Promise<Private>}
 */
export async function privately(session) {
  const kept = await (await database()).get("drafts", session.id);
  return { ...nothing(), ...(kept && (await decrypt(session.key, kept))) };
}

/**
 * @param {Session} session
 * @param {Private} content
 */
export async function keepPrivately(session, content) {
  await putIfKept("drafts", { grant: session.id, ...(await encrypt(session.key, content)) });
}

