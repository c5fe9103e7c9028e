/* One skill, several people: what holds for all of them; who was different is done alone. */

import { allSeen, doubtsAbout, emptyDraft } from "../core/form.js";
import { inOrder } from "../core/people.js";
import { AT_ONCE } from "../core/queue.js";
import { bdi, button, h, icon, level, notice, radios, withNames } from "../draw.js";
import { faultList, leaving, showFaults } from "../faults.js";
import { levelName, save } from "../saving.js";
import { localised, text } from "../words.js";
import { groups, gone } from "./skills.js";
import { search } from "./team.js";

/** @typedef {{skill?: string, query?: string, level?: number | null, people?: string[], sure?: boolean, said?: string, again?: boolean, leaving?: boolean, faults?: {field: string, words: string}[]}} Given */

/**
 * @param {import("../app.js").App} app
 * @param {Given} given
 * @returns {import("../app.js").Drawn}
 */
export function draw(app, given) {
  const skill = app.skillOf(given.skill ?? "");
  const { session } = app;
  if (!session) return gone(app);
  if (!skill) return whichSkill(app, given);
  // whoever left since was not seen by anybody here
  given.people = (given.people ?? []).filter((id) => app.personOf(id));
  return given.sure && given.people.length ? areYouSure(app, given, skill, session) : whoAndHow(app, given, skill, session);
}

/**
 * @param {import("../app.js").App} app
 * @param {Given} given
 * @returns {import("../app.js").Drawn}
 */
function whichSkill(app, given) {
  const found = h("div", { id: "skill-list" });
  const fill = () => found.replaceChildren(...groups(app, null, given.query ?? "", ({ skill }) => app.show("together", { skill })));
  fill();
  return { title: text("together.skill"), back: () => app.show("team"), content: [search(given, fill, "search.skill"), found] };
}

/**
 * @param {import("../app.js").App} app
 * @param {Given} given
 * @param {import("../core/people.js").Skill} skill
 * @param {import("../storage/vault.js").Session} session
 * @returns {import("../app.js").Drawn}
 */
function whoAndHow(app, given, skill, session) {
  const { people = [] } = given;
  const everybody = inOrder(session.people, app.own.people);
  const set = (/** @type {Partial<Given>} */ change) => {
    Object.assign(given, change);
    app.keepOwn(session, { several: { skill: skill.skill, of: skill, level: given.level, people: given.people } });
  };
  const choose = (/** @type {string[]} */ chosen) => {
    set({ people: chosen, leaving: false });
    app.again();
  };
  const toggle = (/** @type {string} */ id) => choose(people.includes(id) ? people.filter((each) => each !== id) : [...people, id]);
  const leave = () => {
    app.keepOwn(session, { several: null });
    app.show("together");
  };
  const back = () => {
    if (!people.length) return leave();
    given.leaving = true;
    app.again();
    showFaults();
  };
  const boxes = everybody.map(({ id, name }) => {
    const known = knownOf(app, id, skill);
    return h("label", { class: "choice" },
      h("input", { type: "checkbox", id: `person-${id}`, checked: people.includes(id), onchange: () => toggle(id) }),
      h("span", { class: "choice__label" }, bdi(name)), known && h("span", { class: "choice__hint" }, known));
  });
  return {
    title: localised(skill.name),
    heading: h("span", {}, icon(skill.icon, "icon--large"), ` ${localised(skill.name)}`),
    back,
    content: [
      given.said && notice(given.said, { tone: "bad", attributes: { role: "alert" } }),
      leaving(app, given, leave) ?? (given.faults && faultList(given.faults)),
      given.again && notice(text("assess.again"), {}, button(text("assess.other"), leave)),
      radios({ id: "level", legend: text("together.level"), large: true, looks: "choices--row choices--four choices--big", chosen: given.level ? String(given.level) : null,
        options: skill.levels.map((each) => ({ value: String(each.level), words: level(each.level, localised(each.name), true) })),
        choose: (value) => set({ level: Number(value) }) }),
      h("p", { class: "quiet" }, text("together.all_seen")),
      h("fieldset", { class: "fieldset", id: "people" }, h("legend", { class: "fieldset__legend" }, text("together.who")), h("div", { class: "choices choices--row" }, ...boxes)),
      people.length > 0 && h("div", { class: "buttons" }, button(text("together.nobody"), () => choose([]), { attributes: { id: "nobody" } })),
    ],
    actions: [button(people.length ? text("together.save", { num: people.length }) : text("assess.save"), () => ask(app, given), { kind: "primary", icon: "check", big: true, wide: true, attributes: { id: "save" } })],
  };
}

/**
 * @param {import("../app.js").App} app
 * @param {Given} given
 */
function ask(app, given) {
  const { people = [] } = given;
  const whom = !people.length ? "error.who" : people.length > AT_ONCE ? "error.too_many" : null;
  const faults = [...(given.level ? [] : [{ field: "level", words: text("error.how") }]), ...(whom ? [{ field: "people", words: text(whom, { num: AT_ONCE }) }] : [])];
  if (!faults.length) return app.show("together", { ...given, sure: true, said: undefined });
  given.faults = faults;
  app.again();
  showFaults();
  given.faults = undefined;
}

/**
 * What is known of somebody and this skill, for under the name.
 * @param {import("../app.js").App} app
 * @param {string} id
 * @param {import("../core/people.js").Skill} skill
 */
function knownOf(app, id, skill) {
  if (app.isSeenToday(id, skill.skill)) return text("skills.today");
  const held = app.heldLevel(id, skill.skill);
  return held ? levelName(skill, held) : null;
}

/**
 * Who may not be meant: seen today already, or with a badge above this level.
 * @param {import("../app.js").App} app
 * @param {Given} given
 * @param {import("../core/people.js").Skill} skill
 */
function doubtful(app, { people = [], level: chosen = null }, skill) {
  return people.filter((id) => doubtsAbout({ level: chosen }, app.heldLevel(id, skill.skill), app.isSeenToday(id, skill.skill)));
}

/**
 * @param {import("../app.js").App} app
 * @param {Given} given
 * @param {import("../core/people.js").Skill} skill
 * @param {import("../storage/vault.js").Session} session
 * @returns {import("../app.js").Drawn}
 */
function areYouSure(app, given, skill, session) {
  const { people = [], level: chosen = 0 } = given;
  const name = levelName(skill, chosen ?? 0);
  const keep = async () => {
    try {
      const saved = await save(app, people.map((id) => allSeen(emptyDraft(crypto.randomUUID(), id, skill.skill), skill, chosen ?? 0)));
      if (app.isIn(session)) app.show("saved", { saved, person: null, skill: skill.skill });
    } catch (error) {
      console.warn("it was not saved", error);
      if (app.isIn(session)) app.show("together", { ...given, sure: false, said: text("sync.full") });
    }
  };
  const leader = session.leader.name;
  const doubts = doubtful(app, given, skill);
  const without = () => app.show("together", { ...given, sure: doubts.length < people.length, people: people.filter((id) => !doubts.includes(id)) });
  const line = (/** @type {string} */ id) => h("li", {}, bdi(app.personOf(id)?.name ?? ""), doubts.includes(id) && h("span", { class: "shell-lines__note" }, knownOf(app, id, skill)));
  return {
    title: text("together.sure", { level: name, num: people.length }),
    back: () => app.show("together", { ...given, sure: false }),
    content: [
      doubts.length > 0 && notice(text("together.doubts", { num: doubts.length }), { tone: "warn", attributes: { id: "doubts" } },
        h("div", { class: "buttons" }, button(text("together.without"), without, { icon: "x", attributes: { id: "without" } }))),
      h("ul", { class: "shell-lines" }, ...people.map(line)),
    ],
    actions: [
      h("p", { class: "shell-whose" }, ...withNames(text("assess.by", { leader }), leader)),
      button(text("together.yes"), once(keep), { kind: "primary", icon: "check", big: true, attributes: { id: "save" } }),
    ],
  };
}

/**
 * A second tap on a slow tablet saves nothing twice.
 * @param {() => void} act
 */
function once(act) {
  let isDone = false;
  return () => {
    if (isDone) return;
    isDone = true;
    act();
  };
}
