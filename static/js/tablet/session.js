/* Who works with this tablet: signing in with a card or a PIN, with and without a network, and out again. */

import { toBytes, toText } from "./core/bytes.js";
import { endOf } from "./core/clock.js";
import * as keys from "./sealing/keys.js";
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
 * @type {Map<string, {grant: string, kept: Awaited<ReturnType<typeof keys.behindPin>>, anchor: number | null, wrong: number}>}
 */
const behindPins = new Map();

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
  const kept = (await wiping.all()).sort((one, other) => other.endsAt - one.endsAt);
  for (const each of kept) {
    const session = await vault.open(each, await keys.rosterKeyOfCard(card, each.grant));
    if (session) return session;
  }
  return null;
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
    const { id, key, anchor } = session;
    behindPins.set(leader, { grant: id, kept: await keys.behindPin(pin, key), anchor, wrong: 0 });
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
  const kept = (await wiping.all()).find((each) => each.grant === known.grant);
  if (!kept) {
    behindPins.delete(leader);
    return withPin(leader, pin);
  }
  if (known.wrong >= WRONG_PINS) return { key: "signin.locked" };
  const key = await keys.withPin(pin, known.kept);
  const session = key && (await vault.open(kept, key));
  if (session) {
    known.wrong = 0;
    return { session: { ...session, anchor: known.anchor } };
  }
  known.wrong += 1;
  const left = WRONG_PINS - known.wrong;
  return left ? { key: "signin.pin_wrong", values: { num: left } } : { key: "signin.locked" };
}

/**
 * Ask the server for a grant, with a key pair of its own.
 * @param {{card?: string, leader?: string, pin?: string, team: string | null}} who
 * @returns {Promise<Outcome>}
 */
async function grant(who) {
  const pair = await keys.signingPair();
  const reply = await ask("POST", "/api/tablet/grants", { json: { ...who, public_key: toText(pair.point), hours: who.card ? LONG : SHORT } });
  if (!isGood(reply)) return refusalOf(reply);
  const { data } = reply;
  const clock = Date.now();
  const session = {
    id: data.id, grant: data.grant, leader: data.leader, team: data.roster.team, used: data.roster.used, people: data.roster.people, madeAt: data.roster.made_at,
    grantedAt: new Date(clock).toISOString(), endsAt: endOf(data, clock), anchor: performance.now(),
    key: await keys.rosterKey(toBytes(data.roster_key)), signing: await keys.signingKey(pair.secret), secret: toText(pair.secret),
  };
  await mayHold(session.people);
  await vault.keep(session);
  await takeAlong(session, data.earlier ?? []);
  return { session };
}

/**
 * What this leader did not finish under a grant of before, comes along; that one is not needed any more.
 * @param {Session} session
 * @param {{id: string, roster_key: string}[]} earlier
 */
async function takeAlong(session, earlier) {
  for (const { id, roster_key: bytes } of earlier) {
    const key = await keys.rosterKey(toBytes(bytes));
    const content = await vault.privately({ ...session, id, key });
    if (content.draft || content.several || content.people.length || content.saved.length) await vault.keepPrivately(session, content);
    await wiping.wipe(id);
  }
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
 * @returns {Promise<Pick<Session, "team" | "used" | "people" | "madeAt"> | null>}
 */
export async function freshRoster(session) {
  const reply = await ask("GET", `/api/tablet/grants/${session.id}/roster`);
  if (!isGood(reply) || !reply.data?.people) return null;
  const { team, used, people, made_at: madeAt } = reply.data;
  await mayHold(people);
  return { team, used, people, madeAt };
}

/** @param {Session} session */
export async function signOut(session) {
  behindPins.delete(session.leader.id);
  await wiping.wipe(session.id);
  await ask("DELETE", `/api/tablet/grants/${session.id}`);
}

/** Nobody's PIN opens anything here any more: this tablet was taken away. */
export function forgetPins() {
  behindPins.clear();
}
