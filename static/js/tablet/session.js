/* Who works with this tablet: signing in with a card or a PIN, with and without a network, and out again. */

import { toBytes, toText } from "./core/bytes.js";
import { endOf } from "./core/clock.js";
import * as keys from "./sealing/keys.js";
import { ifThereIsRoom } from "./storage/database.js";
import { mayHold } from "./storage/device-store.js";
import * as vault from "./storage/vault.js";
import * as wiping from "./storage/wiping.js";
import { ask, isGood } from "./sync/api.js";

const WRONG_PINS = 5;
const SHORT = 12, LONG = 24; // hours; the server gives the longer one where the organisation allows it

/** @typedef {import("./storage/vault.js").Session} Session */
/**
 * What came of trying: somebody is in, or what to say, or which team to choose.
 * @typedef {{session?: Session, key?: string, values?: Record<string, number>, detail?: string, teams?: {id: string, name: string}[]}} Outcome
 */

/**
 * Grants that a PIN opens while this page lives: in memory only.
 * @type {Map<string, {grant: string, kept: Awaited<ReturnType<typeof keys.behindPin>>, wrong: number}>}
 */
const behindPins = new Map();
/**
 * When grants came, by the clock of this page that nobody sets.
 * @type {Map<string, number>}
 */
const anchors = new Map();

/**
 * @param {string} typed
 * @param {string | null} [team]
 * @returns {Promise<Outcome>}
 */
export async function withCard(typed, team = null) {
  const card = keys.cardCode(typed);
  if (!card) return { key: "signin.no_card" };
  const here = team ? null : await openWithCard(card);
  const outcome = here ? { session: here } : await grant({ card, team });
  if (outcome.session) behindPins.delete(outcome.session.leader.id); // the card opens a PIN that was locked here
  return outcome;
}

/** @param {string} card */
async function openWithCard(card) {
  await wiping.wipeWhatIsOver(Date.now());
  const found = await Promise.all((await wiping.openable()).map(async (each) => open(each, await keys.rosterKeyOfCard(card, each.grant))));
  return lastUsed(found.flatMap((each) => each ?? []));
}

/**
 * @param {Parameters<typeof vault.open>[0]} kept
 * @param {CryptoKey} key
 */
async function open(kept, key) {
  const session = await vault.open(kept, key);
  return session && { ...session, anchor: anchors.get(session.id) ?? null };
}

/** @param {Session[]} sessions */
function lastUsed(sessions) {
  return sessions.sort((one, other) => (other.usedAt ?? 0) - (one.usedAt ?? 0))[0] ?? null;
}

/**
 * @param {string} leader
 * @param {string} pin
 * @param {string | null} [team]
 * @returns {Promise<Outcome>}
 */
export async function withPin(leader, pin, team = null) {
  const known = team ? undefined : behindPins.get(leader);
  if (known) return openWithPin(leader, pin, known);
  const outcome = await grant({ leader, pin, team });
  const { session } = outcome;
  if (session) {
    behindPins.set(leader, { grant: session.id, kept: await keys.behindPin(pin, session.key), wrong: 0 });
  }
  return outcome;
}

/**
 * @param {string} leader
 * @param {string} pin
 * @param {NonNullable<ReturnType<typeof behindPins.get>>} known
 * @returns {Promise<Outcome>}
 */
async function openWithPin(leader, pin, known) {
  await wiping.wipeWhatIsOver(Date.now());
  const kept = (await wiping.openable()).find((each) => each.grant === known.grant);
  if (!kept) {
    behindPins.delete(leader);
    return withPin(leader, pin);
  }
  if (known.wrong >= WRONG_PINS) return { key: "signin.locked" };
  const key = await keys.withPin(pin, known.kept);
  const session = key && (await open(kept, key));
  if (session) {
    known.wrong = 0;
    return { session: lastUsed([session, ...(await othersOf(session))]) ?? session };
  }
  known.wrong += 1;
  const left = WRONG_PINS - known.wrong;
  return left ? { key: "signin.pin_wrong", values: { num: left } } : { key: "signin.locked" };
}

/**
 * The same leader with another team: as it was left, also without a network, or by showing the grant of now.
 * @param {Session} session
 * @param {string} team
 * @returns {Promise<Outcome>}
 */
export async function withTeam(session, team) {
  const left = (await othersOf(session)).find((each) => each.team.id === team);
  if (!left) {
    const outcome = await grant({ grant: session.grant, team });
    return outcome.key === "signin.offline" ? { key: "team.offline" } : outcome;
  }
  const chosen = { ...left, usedAt: Date.now() };
  await ifThereIsRoom(() => vault.keepAgain(chosen));
  return { session: chosen };
}

/**
 * What this leader opened for other teams and is still there.
 * @param {Session} session
 * @param {ReturnType<typeof wiping.all>} [kept]
 */
async function othersOf({ others = [] }, kept = wiping.openable()) {
  const boxes = await kept;
  const found = await Promise.all(others.map(async ({ id, key }) => {
    const box = boxes.find(({ grant: each }) => each === id);
    return box && open(box, await keys.rosterKey(toBytes(key)));
  }));
  return found.flatMap((each) => each ?? []);
}

/**
 * Ask the server for a grant, with a key pair of its own.
 * @param {{card?: string, leader?: string, pin?: string, grant?: string, team: string | null}} who
 * @returns {Promise<Outcome>}
 */
async function grant(who) {
  const pair = await keys.signingPair();
  const reply = await ask("POST", "/api/tablet/grants", { json: { ...who, public_key: toText(pair.point), hours: who.card ? LONG : SHORT } });
  if (!isGood(reply)) return refusalOf(reply);
  const { data } = reply;
  const clock = Date.now();
  const session = {
    id: data.id, grant: data.grant, leader: data.leader, ...rosterOf(data.roster), others: [],
    grantedAt: new Date(clock).toISOString(), endsAt: endOf(data, clock), usedAt: clock, anchor: performance.now(),
    key: await keys.rosterKey(toBytes(data.roster_key)), signing: await keys.signingKey(pair.secret), secret: toText(pair.secret),
  };
  anchors.set(session.id, session.anchor);
  await mayHold(session.people);
  await vault.keep(session);
  return { session: await withEarlier(session, data.roster_key, data.earlier ?? []) };
}

/** @param {any} roster as the server tells it */
function rosterOf({ team, teams, used, people, made_at: madeAt }) {
  return { team, teams, used, people, madeAt };
}

/**
 * What this leader did not finish with this team under a grant of before, comes along; that one is not needed any more.
 * Those for other teams stay, and each of them opens all.
 * @param {Session} session
 * @param {string} bytes of its key
 * @param {{id: string, roster_key: string}[]} earlier
 */
async function withEarlier(session, bytes, earlier) {
  const known = [{ id: session.id, key: bytes }, ...earlier.map(({ id, roster_key: key }) => ({ id, key }))];
  const before = await othersOf({ ...session, others: known.slice(1) }, wiping.all());
  const all = [session, ...before.filter((each) => each.team.id !== session.team.id)];
  for (const each of before.filter((one) => !all.includes(one))) {
    const content = await vault.privately(each);
    if (content.draft || content.several || content.people.length || content.saved.length) await vault.keepPrivately(session, content);
    await wiping.wipe(each.id);
  }
  for (const each of all) {
    each.others = known.filter(({ id }) => id !== each.id && all.some((other) => other.id === id));
    await ifThereIsRoom(() => vault.keepAgain(each));
  }
  return session;
}

/**
 * @param {import("./sync/api.js").Reply} reply
 * @returns {Outcome}
 */
function refusalOf(reply) {
  if (reply.status === 0 || reply.status >= 500) return { key: "signin.offline" };
  if (reply.code === "choose-team") return { teams: reply.data.teams };
  if (reply.code === "wrong-tablet-pin" && reply.data.left) return { key: "signin.pin_wrong", values: { num: reply.data.left } };
  if (reply.code === "tablet-pin-locked" || reply.code === "wrong-tablet-pin") return { key: "signin.locked" };
  return { detail: reply.detail, key: "signin.refused" };
}

/**
 * People as they are now; null where there is no network.
 * @param {Session} session
 * @returns {Promise<Pick<Session, "team" | "teams" | "used" | "people" | "madeAt"> | null>}
 */
export async function freshRoster(session) {
  const reply = await ask("GET", `/api/tablet/grants/${session.id}/roster`, { headers: { "Tablet-Grant": session.grant } });
  if (!isGood(reply) || !reply.data?.people) return null;
  const fresh = rosterOf(reply.data);
  await mayHold(fresh.people);
  return fresh;
}

/** @param {Session} session */
export async function signOut(session) {
  behindPins.delete(session.leader.id);
  const ids = [session, ...(session.others ?? [])].map(({ id }) => id);
  await Promise.all(ids.map(wiping.wipe));
  await Promise.all(ids.map((id) => ask("DELETE", `/api/tablet/grants/${id}`)));
}

/** Nobody's PIN opens anything here any more: this tablet was taken away. */
export function forgetPins() {
  behindPins.clear();
}
