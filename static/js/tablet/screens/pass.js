/* The worker looks: what was written down, in plain words, and what the worker says to it. The leader is out meanwhile,
   and nothing said is no agreement. */

import { start as readAloud } from "../../page/read-aloud.js";
import { LONGEST_NOTE } from "../core/form.js";
import { button, dutch, h, icon, inLanguage, level, notice, radios, withNames } from "../draw.js";
import { pictureOf } from "../photo.js";
import { answer } from "../saving.js";
import { inDutch, isChecked, language, text } from "../words.js";
import { ofWorkers } from "./languages.js";

const WHY = ["better", "not_done", "absent", "other"];
const SIGNS = { seen: "circle-check", not_looked: "minus", not_yet: "clock" };

/**
 * @typedef {object} Handed what stays when the leader is out
 * @property {string} assessment
 * @property {string} label of the answer, where the leader sees what waits
 * @property {import("../core/form.js").Draft} draft
 * @property {string} name of the worker
 * @property {string} leader
 * @property {import("../core/people.js").Skill} skill
 * @property {Words[]} remarks
 * @property {import("../saving.js").Signer} signer
 */
/** @typedef {import("../core/people.js").Words} Words */
/** @typedef {{step?: "why" | "done", about?: string, reason?: string, fault?: string}} Given */

/**
 * @param {import("../app.js").App} app
 * @param {Given} given
 * @returns {import("../app.js").Drawn}
 */
export function draw(app, given) {
  const { handed } = app;
  if (given.step === "done") return thanks(app);
  if (!handed) return { title: text("signin.who"), content: [] };
  return given.step === "why" ? whyNot(app, given, handed) : question(app, given, handed);
}

/**
 * @param {import("../app.js").App} app
 * @param {Given} given
 * @param {Handed} handed
 * @returns {import("../app.js").Drawn}
 */
function question(app, given, handed) {
  const { name, leader } = handed;
  const title = text("pass.title", { name });
  const content = h("div", { id: "told" }, h("p", { class: "lead" }, ...withNames(text("pass.wrote", { leader }), leader)), ...told(app, handed),
    h("p", { class: "lead" }, both("pass.may_say_no")), h("p", { class: "lead" }, both("pass.may_wait")));
  return {
    title,
    heading: h("span", {}, ...withNames(title, name)),
    content: [given.fault && notice(given.fault, { tone: "bad", attributes: { role: "alert" } }), ofWorkers(app), unread(), aloud(content), content],
    actions: [
      button(both("pass.agrees"), () => say(app, given, handed, { answer: "agrees", about: null, reason: "" }), { icon: "circle-check", big: true, attributes: { id: "agrees" } }),
      button(both("pass.objects"), () => app.show("pass", { step: "why" }), { icon: "message-circle", big: true, attributes: { id: "objects" } }),
      button(both("pass.later"), () => say(app, given, handed, { answer: "later", about: null, reason: "" }), { icon: "clock", big: true, attributes: { id: "later" } }),
    ],
  };
}

/**
 * Hidden where the device has no voice of its own in this language.
 * @param {HTMLElement} content
 */
function aloud(content) {
  const listen = button(text("pass.aloud"), null, { icon: "volume", attributes: { hidden: true, "data-target": content.id, "data-stop": text("pass.stop") } });
  queueMicrotask(() => readAloud(/** @type {HTMLButtonElement} */ (listen))); // once it stands on the page
  return h("p", {}, listen);
}

/**
 * What somebody answers to: the Dutch too, where nobody checked the translation.
 * @param {string} key
 */
function both(key) {
  return isChecked() ? text(key) : beside(text(key), inDutch(key));
}

/**
 * @param {string} words
 * @param {string} inDutchToo
 */
function beside(words, inDutchToo) {
  return h("span", {}, words, h("small", { class: "in-dutch quiet" }, dutch(`(${inDutchToo})`)));
}

function unread() {
  return !isChecked() && h("p", { class: "quiet" }, both("pass.unread"));
}

/**
 * A name of the palette, as the wallet says it.
 * @param {import("../app.js").App} app
 * @param {Words} name
 */
function named(app, name) {
  const own = app.palette.words?.[language()]?.[name.nl ?? ""];
  return own ? beside(own, name.nl ?? "") : inLanguage(name);
}

/**
 * @param {import("../app.js").App} app
 * @param {Handed} handed
 */
function told(app, { draft, skill, remarks }) {
  const parts = draft.level === 0 ? [] : skill.criteria.map(({ id, text: part }) => line(draft.answers[id] ?? "not_looked", inLanguage(part)));
  const also = [...remarks.map(inLanguage), draft.note.trim() && h("q", { lang: "nl", dir: "auto" }, draft.note.trim())].filter(Boolean);
  return [
    h("h2", {}, icon(skill.icon, "icon--large"), " ", named(app, skill.name)),
    ...how(app, skill, draft.level ?? 0),
    parts.length > 0 && h("ul", { class: "shell-lines", role: "list" }, ...parts),
    also.length > 0 && h("ul", { class: "shell-lines" }, ...also.map((each) => h("li", {}, each))),
    draft.photo && h("p", {}, h("img", { class: "evidence", src: pictureOf(draft.photo), alt: text("photo.label") })),
  ];
}

/**
 * @param {import("../app.js").App} app
 * @param {import("../core/people.js").Skill} skill
 * @param {number} number
 */
function how(app, skill, number) {
  const found = skill.levels.find((each) => each.level === number);
  const [name, words] = found ? [named(app, found.name), inLanguage(found.you?.nl ? found.you : found.descriptor)] : [text("level.0"), text("level.0_hint")];
  return [h("p", {}, level(number, name, true)), h("p", { class: "lead" }, words)];
}

/**
 * @param {string} said
 * @param {import("../draw.js").Part} part
 */
function line(said, part) {
  return h("li", {}, icon(SIGNS[/** @type {keyof typeof SIGNS} */ (said)]), ` ${text(`answer.${said}`)}: `, part);
}

/**
 * @param {import("../app.js").App} app
 * @param {Given} given
 * @param {Handed} handed
 * @returns {import("../app.js").Drawn}
 */
function whyNot(app, given, handed) {
  const send = () => say(app, given, handed, { answer: "objects", about: given.about ?? null, reason: (given.reason ?? "").trim() });
  const hear = (/** @type {Event} */ event) => { given.reason = /** @type {HTMLTextAreaElement} */ (event.target).value; };
  return {
    title: text("pass.why"),
    back: () => app.show("pass"),
    content: [
      given.fault && notice(given.fault, { tone: "bad", attributes: { role: "alert" } }),
      h("p", { class: "lead" }, ...withNames(text("pass.who_reads", { leader: handed.leader }), handed.leader)),
      radios({ id: "about", legend: text("pass.about"), looks: "choices--row choices--big", chosen: given.about ?? null,
        options: WHY.map((value) => ({ value, words: text(`why.${value}`) })), choose: (value) => { given.about = value; } }),
      h("div", { class: "field" }, h("label", { class: "field__label", for: "reason" }, text("pass.reason")),
        h("textarea", { class: "input", id: "reason", rows: 3, maxlength: LONGEST_NOTE, oninput: hear }, given.reason ?? "")),
    ],
    actions: [button(text("pass.send"), send, { kind: "primary", icon: "send", big: true, attributes: { id: "send" } })],
  };
}

/**
 * @param {import("../app.js").App} app
 * @param {Given} given
 * @param {Handed} handed
 * @param {import("../saving.js").Answer} said
 */
async function say(app, given, handed, said) {
  if (app.handed !== handed) return; // a second tap
  app.handed = null;
  try {
    await answer(app, handed, said);
    globalThis.speechSynthesis?.cancel();
    app.show("pass", { step: "done" });
  } catch (error) {
    console.warn("it was not saved", error);
    app.handed = handed;
    app.show("pass", { ...given, fault: text("sync.full") });
  }
}

/**
 * The same whatever was said: the leader, who gets the tablet back, reads this too.
 * @param {import("../app.js").App} app
 * @returns {import("../app.js").Drawn}
 */
function thanks(app) {
  return {
    title: text("pass.thanks"),
    content: [h("p", { class: "lead" }, text("pass.after")), h("p", { class: "lead" }, text("pass.give_back"))],
    actions: [button(text("pass.ready"), () => app.lock(), { kind: "primary", icon: "check", big: true, attributes: { id: "ready" } })],
  };
}
