/* How does she do this? The same questions and rules as on the page of the site. */

import { allSeen, doubtsAbout, emptyDraft, isBegun, lacks, LONGEST_NOTE } from "../core/form.js";
import { button, disclosure, fileField, h, icon, level, notice, radios, withNames } from "../draw.js";
import { faultList, leaving, showFaults } from "../faults.js";
import { pictureOf, smallPhoto } from "../photo.js";
import { levelName, save } from "../saving.js";
import { localised, text } from "../words.js";
import { gone } from "./skills.js";

const SAW_CERTIFICATE = "saw_certificate";
const ANSWERS = ["seen", "not_looked", "not_yet"];
const METHODS = ["practice", "simulation", "conversation"];

/** @typedef {import("../core/form.js").Draft} Draft */
/** @typedef {import("../core/people.js").Skill} Skill */
/**
 * @typedef {object} Given
 * @property {string} [person]
 * @property {string} [skill]
 * @property {Draft} [draft]
 * @property {boolean} [again] it was begun before the lock
 * @property {ReturnType<typeof lacks>} [faults]
 * @property {ReturnType<typeof doubtsAbout>} [doubts] asked before it is saved
 * @property {boolean} [leaving] asked whether it may be thrown away
 * @property {boolean} [open] the part that is not asked
 */

/**
 * @param {import("../app.js").App} app
 * @param {Given} given
 * @returns {import("../app.js").Drawn}
 */
export function draw(app, given) {
  const draft = given.draft ?? emptyDraft(crypto.randomUUID(), given.person ?? "", given.skill ?? "");
  const person = app.personOf(draft.person);
  const skill = app.skillOf(draft.skill);
  if (!person || !skill || !app.session) return gone(app);
  draft.of = skill;
  given.draft = draft;
  const form = new Form(app, given, draft, skill);
  const sentence = text("assess.whose", { leader: app.session.leader.name, name: person.name });
  return {
    title: `${localised(skill.name)}: ${person.name}`,
    heading: h("span", {}, icon(skill.icon, "icon--large"), ` ${localised(skill.name)}`),
    back: () => form.back(),
    content: [leaving(app, given, () => form.leave()) ?? form.faults(), form.doubts(), given.again && form.wasBegun(), ...form.parts(person.name)],
    actions: [
      h("p", { class: "shell-whose" }, ...withNames(sentence, app.session.leader.name, person.name)),
      button(text("assess.save"), () => form.save(), { kind: "primary", icon: "check", big: true, attributes: { id: "save" } }),
    ],
  };
}

class Form {
  /**
   * @param {import("../app.js").App} app
   * @param {Given} given
   * @param {Draft} draft
   * @param {Skill} skill
   */
  constructor(app, given, draft, skill) {
    this.app = app;
    this.given = given;
    this.draft = draft;
    this.skill = skill;
    // whose form it is, also when somebody else is in by the time that a photo is there
    this.session = /** @type {import("../storage/vault.js").Session} */ (app.session);
    this.isSaving = false;
  }

  /** @param {Partial<Draft>} change */
  set(change) {
    Object.assign(this.draft, change);
    this.app.keepOwn(this.session, { draft: this.draft });
  }

  /** @param {Partial<Draft>} change */
  setAndDraw(change) {
    this.set(change);
    Object.assign(this.given, { faults: [], doubts: null, leaving: false });
    this.app.again();
  }

  back() {
    if (!isBegun(this.draft)) return this.leave();
    this.given.leaving = true;
    this.app.again();
    showFaults();
  }

  leave() {
    this.app.keepOwn(this.session, { draft: null });
    this.app.show("skills", { person: this.draft.person });
  }

  faults() {
    const { faults } = this.given;
    if (!faults?.length) return null;
    const name = this.app.personOf(this.draft.person)?.name ?? "";
    return faultList(faults.map(({ field, key, criterion }) => ({ field, words: text(key, { name, criterion: localised(criterion) }) })));
  }

  wasBegun() {
    const begin = () => { this.leave(); };
    return notice(text("assess.again"), {}, button(text("assess.other"), begin));
  }

  /** "Is this what you mean?" Nothing is refused. */
  doubts() {
    const { skill, draft, given: { doubts } } = this;
    if (!doubts) return null;
    const name = this.app.personOf(draft.person)?.name ?? "";
    const words = doubts.held === null ? [] : [
      text("doubts.held_words", { level: levelName(skill, doubts.held) }), text("doubts.chosen", { level: levelName(skill, draft.level ?? 0) }), text("doubts.stays")];
    const title = doubts.held === null ? text("doubts.today") : text("doubts.held", { name });
    return notice("", { tone: "warn", title, attributes: { role: "alert", tabindex: -1, id: "doubts" } },
      words.length > 0 && h("p", {}, words.join(" ")), doubts.held !== null && doubts.today && h("p", {}, text("doubts.today")),
      h("div", { class: "buttons" }, button(text("doubts.yes"), () => this.keep(), { icon: "check", attributes: { id: "sure" } }), button(text("doubts.no"), () => this.leave())));
  }

  /** @param {string} name */
  parts(name) {
    const { skill, draft } = this;
    return [
      skill.needed && h("p", { class: "lead" }, localised(skill.needed)),
      skill.external_requirement && notice(localised(skill.external_requirement), { tone: "warn", title: text("assess.beware") }),
      h("div", { class: "buttons fill-in", role: "group", "aria-label": text("assess.one_tap") }, ...skill.levels.map((each) =>
        button(text("assess.all_seen", { level: localised(each.name) }), () => this.setAndDraw(allSeen(draft, skill, each.level)), { icon: "check" }))),
      this.levels(name),
      draft.level !== 0 && this.criteria(),
      this.more(),
    ];
  }

  /** @param {string} name */
  levels(name) {
    const earned = this.skill.levels.map((each) => ({ value: String(each.level), words: level(each.level, localised(each.name), true), hint: hintOf(each) }));
    const notYet = { value: "0", words: level(0, text("level.0"), true), hint: text("level.0_hint") };
    return radios({
      id: "level", legend: h("span", {}, ...withNames(text("assess.question", { name }), name)), large: true, looks: "choices--row choices--four choices--big choices--told",
      chosen: this.draft.level === null ? null : String(this.draft.level), options: [...earned, notYet],
      choose: (value) => this.setAndDraw({ level: Number(value) }),
    });
  }

  criteria() {
    const options = ANSWERS.map((value) => ({ value, words: text(`answer.${value}`) }));
    const questions = this.skill.criteria.map(({ id, text: words }) => radios({
      id: `criterion-${id}`, legend: localised(words), chosen: this.draft.answers[id] ?? null, options,
      choose: (value) => this.set({ answers: { ...this.draft.answers, [id]: value } }),
    }));
    return h("section", { class: "criteria", "aria-labelledby": "criteria-title" }, h("h2", { id: "criteria-title" }, text("assess.criteria")),
      h("div", { class: "buttons" }, button(text("assess.all"), () => this.setAndDraw(allSeen(this.draft, this.skill)), { icon: "check" })), ...questions);
  }

  more() {
    const { draft } = this;
    const open = this.given.open ?? Boolean(draft.photo || draft.note || draft.remarks.length);
    const options = METHODS.map((value) => ({ value, words: text(`method.${value}`) }));
    return disclosure(text("assess.more"), "plus", { open, toggled: (now) => { this.given.open = now; } }, this.photo(), this.remarks(), this.note(),
      radios({ id: "method", legend: text("assess.method"), chosen: draft.method, options, choose: (method) => this.set({ method }) }));
  }

  photo() {
    const { photo } = this.draft;
    const take = async (/** @type {Event} */ event) => {
      const file = /** @type {HTMLInputElement} */ (event.target).files?.[0];
      if (!file) return;
      try {
        this.setAndDraw({ photo: await smallPhoto(file) });
      } catch {
        this.tell([{ field: "photo", key: "photo.broken" }]);
      }
    };
    return fileField({ id: "photo", label: text("photo.label"), hint: text("photo.hint"), words: text("photo.choose"), icon: "camera",
      attributes: { accept: "image/*", capture: "environment", onchange: take } },
      photo && h("div", { class: "file-field__preview" }, h("img", { src: pictureOf(photo), alt: text("photo.chosen") }),
        button(text("photo.remove"), () => this.setAndDraw({ photo: null }), { icon: "trash" })));
  }

  remarks() {
    /** @type {{code: string, text: import("../core/people.js").Words}[]} */
    const offered = this.app.palette?.remarks ?? [];
    const fitting = offered.filter(({ code }) => code !== SAW_CERTIFICATE || this.skill.external_requirement);
    const boxes = fitting.map(({ code, text: words }) => h("label", { class: "choice" },
      h("input", { type: "checkbox", value: code, checked: this.draft.remarks.includes(code), onchange: () => this.toggle(code) }),
      h("span", { class: "choice__label" }, localised(words))));
    return h("fieldset", { class: "fieldset" }, h("legend", { class: "fieldset__legend" }, text("assess.remarks")), h("div", { class: "choices choices--row" }, ...boxes));
  }

  /** @param {string} code */
  toggle(code) {
    const { remarks } = this.draft;
    this.set({ remarks: remarks.includes(code) ? remarks.filter((each) => each !== code) : [...remarks, code] });
  }

  note() {
    const hear = (/** @type {Event} */ event) => this.set({ note: /** @type {HTMLTextAreaElement} */ (event.target).value });
    return h("div", { class: "field" }, h("label", { class: "field__label", for: "note" }, text("assess.note")),
      h("span", { class: "field__hint", id: "note-hint" }, text("assess.note_hint")),
      h("textarea", { class: "input", id: "note", rows: 3, maxlength: LONGEST_NOTE, "aria-describedby": "note-hint", oninput: hear }, this.draft.note));
  }

  async save() {
    const faults = lacks(this.draft, this.skill);
    if (faults.length) return this.tell(faults);
    this.given.faults = faults;
    const { person, skill } = this.draft;
    this.given.doubts = doubtsAbout(this.draft, this.app.heldLevel(person, skill), this.app.isSeenToday(person, skill));
    if (!this.given.doubts) return this.keep();
    this.app.again();
    const asked = document.getElementById("doubts");
    asked?.scrollIntoView({ block: "center" });
    asked?.focus();
  }

  async keep() {
    if (this.isSaving) return;
    this.isSaving = true;
    try {
      const saved = await save(this.app, [this.draft]);
      if (this.app.isIn(this.session)) this.app.show("saved", { saved, person: this.draft.person, skill: this.draft.skill, draft: this.draft });
    } catch (error) {
      console.warn("it was not saved", error);
      this.isSaving = false;
      this.tell([{ field: "save", key: "sync.full" }]);
    }
  }

  /**
   * All that is to be put right, in sight.
   * @param {NonNullable<Given["faults"]>} faults
   */
  tell(faults) {
    this.given.faults = faults;
    this.app.again();
    showFaults();
  }
}

/** @param {import("../core/people.js").LevelOfSkill} found */
function hintOf({ descriptor, badge }) {
  return badge ? localised(descriptor) : `${localised(descriptor)} ${text("level.no_badge")}`;
}
