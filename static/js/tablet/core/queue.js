/* What waits, and what becomes of it. Pure: no page, network, storage or clock. */

/**
 * One thing that waits to be sent: sealed, so nobody here can read it.
 * @typedef {object} Waiting
 * @property {string} id
 * @property {"item" | "photo"} kind
 * @property {string} key id of the key that it was sealed to
 * @property {Uint8Array} sealed
 * @property {number} seq its place in the order of saving
 * @property {number} at when it was saved, by the clock of this tablet
 * @property {number} tries how often it was sent off
 * @property {number} alone how often it was sent by itself, and no answer named it
 * @property {string | null} code what the server said last, when that does not settle it
 * @property {string | null} reason
 * @property {number} notBefore when it may be sent again
 * @property {string} [of] the assessment that it belongs to, of a photo and of what is said about an assessment later
 */

/** @typedef {{id: string, code: string, reason?: string, done: boolean}} Answer */
/** What became of something that left, when that is not simply "saved".
 * @typedef {{id: string, of?: string, kind: Waiting["kind"], code: string, reason: string | null, at: number}} Told
 */

export const AT_ONCE = 40;
const HOUR = 3_600_000;
const ALONE_AT_MOST = 3;
const LATE = 8 * HOUR;
/** What says nothing about the item itself, so it goes again as soon as there is a moment. */
const LATER = ["busy", "wait"];

/**
 * The next ones to send, the oldest first.
 * @param {Waiting[]} all
 * @param {Waiting["kind"]} kind
 * @param {number} now
 */
export function dueOf(all, kind, now) {
  return all.filter((each) => each.kind === kind && each.notBefore <= now).sort((one, other) => one.seq - other.seq);
}

/**
 * What becomes of one that was sent: null when it is settled and leaves the tablet.
 * @param {Waiting} item
 * @param {Answer | undefined} answer
 * @param {{now: number, alone: boolean}} when
 * @returns {Waiting | null}
 */
export function after(item, answer, { now, alone }) {
  if (!answer) return unanswered(item, { now, alone });
  if (answer.done) return null;
  const { code, reason = null } = answer;
  if (LATER.includes(code)) return { ...item, code: null, reason: null, notBefore: now + 30_000 };
  return { ...item, code, reason, notBefore: now + HOUR };
}

/**
 * Nobody named it. Once it went by itself and again nobody did, it stands aside: others go on.
 * @param {Waiting} item
 * @param {{now: number, alone: boolean}} when
 */
function unanswered(item, { now, alone }) {
  const times = item.alone + (alone ? 1 : 0);
  if (times < ALONE_AT_MOST) return { ...item, alone: times };
  return { ...item, alone: times, code: "no-answer", reason: null, notBefore: now + HOUR };
}

/**
 * What a person has to be told about things that leave the tablet.
 * @param {Waiting[]} items
 * @param {Map<string, Answer>} answers
 * @param {number} at
 * @returns {Told[]}
 */
export function toTell(items, answers, at) {
  return items.flatMap(({ id, of, kind }) => {
    const answer = answers.get(id);
    return answer?.done && answer.code !== "saved" ? [{ id, of, kind, code: answer.code, reason: answer.reason ?? null, at }] : [];
  });
}

/**
 * The assessment that something belongs to, when that is not here any more: an answer let it go.
 * @param {Waiting} item
 * @param {Waiting[]} all
 */
export function settledOf({ of }, all) {
  return of && !all.some(({ id }) => id === of) ? of : undefined;
}

/**
 * Whether something of it still waits here: itself, its photo, or what was said about it.
 * @param {string} id
 * @param {Waiting[]} all
 */
export function isHere(id, all) {
  return all.some((each) => each.id === id || each.of === id);
}

/** @param {Waiting} item */
export function isParked(item) {
  return item.code !== null;
}

/**
 * The one sentence about sending: the key of a text, and its values. Who waits to get in reads that first.
 * @param {{asking: boolean, items: Waiting[], told: number, online: boolean, sending: {done: number, all: number} | null, now: number}} state
 * @returns {{key: string, tone: "good" | "warn" | "bad" | "neutral", icon: string, values: Record<string, number>}}
 */
export function sentenceOf({ asking, items, told, online, sending, now }) {
  if (asking) return { key: "signin.busy", tone: "neutral", icon: "clock", values: {} };
  if (sending) return { key: "sync.sending", tone: "neutral", icon: "cloud-upload", values: { done: sending.done, all: sending.all } };
  const parked = items.filter(isParked).length;
  if (parked) return { key: "sync.problem", tone: "bad", icon: "alert-triangle", values: { num: parked } };
  const hours = Math.floor((now - Math.min(...items.map((each) => each.at))) / HOUR);
  if (items.length && hours * HOUR >= LATE) return { key: "sync.stale", tone: "warn", icon: "clock", values: { num: hours } };
  if (items.length) return { key: "sync.waiting", tone: "warn", icon: "clock", values: { num: items.length } };
  if (told) return { key: "sync.told", tone: "warn", icon: "message-circle", values: { num: told } };
  if (!online) return { key: "sync.offline", tone: "warn", icon: "wifi-off", values: {} };
  return { key: "sync.ok", tone: "good", icon: "check", values: {} };
}

/**
 * How long to wait after so many failures in a row: a second, doubling to five minutes.
 * @param {number} failures
 */
export function pauseAfter(failures) {
  return Math.min(300_000, 1000 * 2 ** Math.max(0, failures - 1));
}
