/* In which order people and skills stand. Pure. */

import { fold } from "../../shared/fold.js";

/**
 * @typedef {object} Standing
 * @property {string} skill
 * @property {number | null} level of a badge that counts
 * @property {string | null} due
 * @property {string | null} seen_on
 * @property {string | null} latest id of an assessment
 * @property {Words | null} [lacks] what a badge for what was seen today still lacks
 */
/** @typedef {{id: string, name: string, initials: string, skills: Standing[]}} Worker */
/** @typedef {Record<string, string>} Words in each language */
/** @typedef {{level: number, name: Words, descriptor: Words, you?: Words, badge: boolean}} LevelOfSkill */
/**
 * @typedef {object} Skill
 * @property {string} skill
 * @property {string} version
 * @property {string} code
 * @property {string} icon
 * @property {string} domain
 * @property {string} colour
 * @property {Words} name
 * @property {Words | null} [external_requirement]
 * @property {Words} [needed]
 * @property {LevelOfSkill[]} levels
 * @property {{id: string, text: Words}[]} criteria
 */

const LAST_USED = 5;
const URGENT = ["asked", "look-again", "runs-out", "practised"];

/**
 * How soon somebody has to be seen: 0 first, and what is not due last.
 * @param {Worker} worker
 */
export function urgency(worker) {
  const places = worker.skills.map(({ due }) => (due ? URGENT.indexOf(due) : -1)).filter((place) => place >= 0);
  return places.length ? Math.min(...places) : URGENT.length;
}

/**
 * Who is due first, then who was looked at last, then the others as the roster sorted them, in the
 * one order of names that the platform has.
 * @param {Worker[]} people
 * @param {string[]} used ids, the last one first
 */
export function inOrder(people, used) {
  const place = (/** @type {Worker} */ { id }) => (used.includes(id) ? used.indexOf(id) : used.length);
  return [...people].sort((one, other) => urgency(one) - urgency(other) || place(one) - place(other));
}

/**
 * Domains in the order of the palette, those of which this team shows its craft first.
 * @param {string[]} domains
 * @param {string[]} own the one seen most first
 */
export function ownFirst(domains, own) {
  const place = (/** @type {string} */ code) => (own.includes(code) ? own.indexOf(code) : own.length);
  return [...new Set(domains)].sort((one, other) => place(one) - place(other));
}

/**
 * The day of a moment, as the server writes days.
 * @param {number} at
 */
export function dateOf(at) {
  return new Date(at).toLocaleDateString("sv");
}

/**
 * Whether this skill of somebody was looked at today already: by the roster, or by what was saved here since.
 * @param {{person: string, skill: string}} what
 * @param {Worker | undefined} worker
 * @param {{person: string, skill: string, at: number}[]} looks
 * @param {number} now
 */
export function isSeenToday({ person, skill }, worker, looks, now) {
  const today = dateOf(now);
  return Boolean(worker?.skills.some((each) => each.skill === skill && each.seen_on === today))
    || looks.some((each) => each.person === person && each.skill === skill && dateOf(each.at) === today);
}

/**
 * Those with the words that were typed.
 * @template Thing
 * @param {Thing[]} things
 * @param {string} typed
 * @param {(thing: Thing) => string} words
 */
export function withWords(things, typed, words) {
  const wanted = fold(typed).split(" ").filter(Boolean);
  return things.filter((thing) => {
    const text = fold(words(thing));
    return wanted.every((word) => text.includes(word));
  });
}

/**
 * Skills of which something is open with this worker, then the five used last, then those of the team's own domain; at
 * most ten.
 * @param {Skill[]} skills
 * @param {Standing[]} standings
 * @param {string[]} used ids of skills, the last one first
 * @param {string} [domain]
 */
export function likely(skills, standings, used, domain) {
  const open = standings.filter(({ due }) => due).sort((one, other) => URGENT.indexOf(one.due ?? "") - URGENT.indexOf(other.due ?? ""));
  const own = skills.filter((skill) => domain && skill.domain === domain);
  const ids = [...new Set([...open.map(({ skill }) => skill), ...[...new Set(used)].slice(0, LAST_USED), ...own.map(({ skill }) => skill)])];
  return ids.flatMap((id) => skills.filter(({ skill }) => skill === id)).slice(0, 10);
}
