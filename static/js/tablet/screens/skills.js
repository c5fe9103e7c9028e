/* The skills to choose from: what is open with this worker, what was used last, then all by domain. */

import { likely, ownFirst, withWords } from "../core/people.js";
import { emptyState, h, icon, level, list, withNames } from "../draw.js";
import { dayOf, has, localised, text } from "../words.js";
import { search } from "./team.js";

/** @typedef {import("../core/people.js").Skill} Skill */
/** @typedef {import("../core/people.js").Standing} Standing */

/**
 * @param {import("../app.js").App} app
 * @param {{person: string, query?: string}} given
 * @returns {import("../app.js").Drawn}
 */
export function draw(app, given) {
  const person = app.personOf(given.person);
  if (!person) return gone(app);
  const title = text("skills.title", { name: person.name });
  const found = h("div", { id: "skill-list" });
  const choose = (/** @type {Skill} */ skill) => app.show("assess", { person: person.id, skill: skill.skill });
  const fill = () => found.replaceChildren(...groups(app, person, given.query ?? "", choose));
  fill();
  return {
    title,
    heading: h("span", {}, ...withNames(title, person.name)),
    back: () => app.show("team"),
    content: [search(given, fill, "search.skill"), found],
  };
}

/**
 * Somebody who is not in the team any more.
 * @param {import("../app.js").App} app
 * @returns {import("../app.js").Drawn}
 */
export function gone(app) {
  return { title: text("team.gone"), back: () => app.show("team"), content: [h("p", {}, text("team.gone_words"))] };
}

/**
 * @param {import("../app.js").App} app
 * @param {import("../core/people.js").Worker | null} person
 * @param {string} query
 * @param {(skill: Skill) => void} choose
 */
export function groups(app, person, query, choose) {
  const standings = person?.skills ?? [];
  /** @type {Skill[]} */
  const all = app.palette?.skills ?? [];
  const one = (/** @type {Skill} */ skill) => choice(skill, standings.find((each) => each.skill === skill.skill), person !== null && app.isSeenToday(person.id, skill.skill), () => choose(skill));
  const matching = withWords(all, query, ({ name, domain }) => `${localised(name)} ${domainName(app, domain)}`);
  if (matching.length === 0) return [emptyState("search", text("search.no_skill"), text("search.other"))];
  const domains = app.session?.team.domains ?? [];
  const first = query ? [] : likely(all, standings, used(app), domains[0]);
  const rest = matching.filter((skill) => !first.includes(skill));
  return [
    first.length > 0 && h("section", {}, h("h2", { class: "visually-hidden" }, text("skills.likely")), list(first.map(one), "skill-choices")),
    ...ownFirst(rest.map(({ domain }) => domain), domains).map((domain) => section(app, domain, rest.filter((skill) => skill.domain === domain).map(one))),
  ].filter((part) => part instanceof Node);
}

/**
 * Skills as this leader used them, the last one first: here, then elsewhere.
 * @param {import("../app.js").App} app
 */
function used({ own, session }) {
  return [...own.skills, ...(session?.used ?? [])];
}

/**
 * @param {import("../app.js").App} app
 * @param {string} code
 * @param {Node[]} choices
 */
function section(app, code, choices) {
  return h("section", { "aria-labelledby": `domain-${code}` },
    h("h2", { id: `domain-${code}` }, domainName(app, code)), list(choices, "skill-choices"));
}

/**
 * @param {import("../app.js").App} app
 * @param {string} code
 */
function domainName(app, code) {
  const domain = app.palette.domains?.find((/** @type {{code: string}} */ each) => each.code === code);
  return domain ? localised(domain.name) : code;
}

/**
 * @param {Skill} skill
 * @param {Standing | undefined} standing
 * @param {boolean} today
 * @param {() => void} act
 */
function choice(skill, standing, today, act) {
  const note = today ? text("skills.today") : standing && noteOf(standing);
  const held = skill.levels.find((each) => each.level === standing?.level);
  return h("button", { class: "skill-choice", type: "button", "data-domain": skill.colour, onclick: act },
    h("span", { class: "skill-choice__icon" }, icon(skill.icon, "icon--large")),
    h("span", { class: "skill-choice__name" }, localised(skill.name)),
    held && h("span", { class: "skill-choice__note" }, level(held.level, localised(held.name))),
    note && h("span", { class: "skill-choice__note" }, note));
}

/** @param {Standing} standing */
function noteOf({ due, level: held, seen_on: seen }) {
  if (due && has(`due.${due}`)) return text(`due.${due}`);
  return seen && !held ? text("skills.seen", { day: dayOf(seen) }) : null;
}
