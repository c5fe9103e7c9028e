/* In which order people and skills stand. Pure. */

import { fold } from "../../shared/fold.js";

/** @typedef {{skill: string, level: number | null, due: string | null, seen_on: string | null, latest: string | null}} Standing */
/** @typedef {{id: string, name: string, initials: string, skills: Standing[]}} Worker */
/** @typedef {Record<string, string>} Words in each language */
/** @typedef {{level: number, name: Words, descriptor: Words, badge: boolean}} LevelOfSkill */
/**
 * @typedef {object} Skill
 * @property {string} skill
 * @property {string} version
 * @property {string} code
 * @property {string} icon
 * @property {string} domain
 * @property {Words} name
 * @property {Words | null} [external_requirement]
 * @property {LevelOfSkill[]} levels
 * @property {{id: string, text: Words}[]} criteria
 */

const URGENT = ["look-again", "runs-out", "practised"];

/**
 * How soon somebody has to be seen: 0 first, and what is not due last.
 * @param {Worker} worker
 */
export function urgency(worker) {
  const places = worker.skills.map(({ due }) => (due ? URGENT.indexOf(due) : -1)).filter((place) => place >= 0);
  return places.length ? Math.min(...places) : URGENT.length;
}

/**
 * Who is due first, then who was looked at last, then the others by name.
 * @param {Worker[]} people
 * @param {string[]} used ids, the last one first
 */
export function inOrder(people, used) {
  const place = (/** @type {Worker} */ { id }) => (used.includes(id) ? used.indexOf(id) : used.length);
  return [...people].sort((one, other) => urgency(one) - urgency(other) || place(one) - place(other) || one.name.localeCompare(other.name));
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
 * Skills of which something is open with this worker, then those used last; at most ten.
 * @param {Skill[]} skills
 * @param {Standing[]} standings
 * @param {string[]} used ids of skills, the last one first
 */
export function likely(skills, standings, used) {
  const open = standings.filter(({ due }) => due).sort((one, other) => URGENT.indexOf(one.due ?? "") - URGENT.indexOf(other.due ?? ""));
  const ids = [...new Set([...open.map(({ skill }) => skill), ...used])];
  return ids.flatMap((id) => skills.filter(({ skill }) => skill === id)).slice(0, 10);
}
