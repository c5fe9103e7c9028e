/* The tablet: what it shows, who is in, and what keeps running. Wiring only. */

import { isSeenToday } from "./core/people.js";
import { whenUp } from "./finger.js";
import { Frame } from "./frame.js";
import { Idle } from "./idle.js";
import { refusal, statusNow } from "./status.js";
import { forgetPins, freshRoster } from "./session.js";
import { canWork, install } from "./installing.js";
import { ifThereIsRoom, setting } from "./storage/database.js";
import * as devices from "./storage/device-store.js";
import { onChange } from "./storage/queue-store.js";
import * as vault from "./storage/vault.js";
import * as wiping from "./storage/wiping.js";
import { loadPalette, loadState } from "./state.js";
import { askAs } from "./sync/api.js";
import { Sending } from "./sync/triggers.js";
import { isLent, speak, takeBack, text } from "./words.js";
import * as assess from "./screens/assess.js";
import * as enrol from "./screens/enrol.js";
import * as help from "./screens/help.js";
import * as pass from "./screens/pass.js";
import * as pin from "./screens/pin.js";
import * as recent from "./screens/recent.js";
import * as saved from "./screens/saved.js";
import * as skills from "./screens/skills.js";
import * as team from "./screens/team.js";
import * as together from "./screens/together.js";
import * as waiting from "./screens/waiting.js";
import * as who from "./screens/who.js";

const SCREENS = { assess, enrol, help, pass, pin, recent, saved, skills, team, together, waiting, who };

/** @typedef {keyof typeof SCREENS} ScreenName */
/**
 * What a screen gives to be shown.
 * @typedef {object} Drawn
 * @property {string} title
 * @property {Node} [heading] when a name stands in it
 * @property {() => void} [back]
 * @property {(Node | string | null | false | undefined)[]} content
 * @property {Node[]} [actions]
 */

export class App {
  constructor() {
    this.frame = new Frame(this);
    this.idle = new Idle(() => this.lock(), () => Boolean(this.session || this.handed || this.shown.given.teams || isLent()));
    this.sending = new Sending({ progress: (progress) => this.progressed(progress), done: (answered) => this.sent(answered) });
    /** @type {import("./storage/vault.js").Session | null} */
    this.session = null;
    /** @type {import("./screens/pass.js").Handed | null} what the worker looks at, who has the tablet now */
    this.handed = null;
    /** @type {import("./storage/vault.js").Private} */
    this.own = vault.nothing();
    /** @type {import("./saving.js").Saved[]} by whoever, while this page lives: in memory only */
    this.looks = [];
    /** @type {import("./storage/device-store.js").Device | undefined} */
    this.device = undefined;
    /** @type {{id: string, name: string, initials: string, pin: string}[] | null} in memory only */
    this.leaders = null;
    /** @type {any} */
    this.palette = null;
    /** @type {Map<string, string>} what waits, in initials: in memory only */
    this.labels = new Map();
    this.online = navigator.onLine;
    /** @type {{done: number, all: number} | null} */
    this.progress = null;
    this.practising = false;
    /** @type {import("./core/people.js").Skill | undefined} of what was not finished: as it was, whatever the academy changed since */
    this.begun = undefined;
    /** whether somebody waits to get in, which is more to them than what waits to be sent */
    this.asking = false;
    this.keeping = Promise.resolve();
    /** @type {{name: ScreenName, given: any}} */
    this.shown = { name: "who", given: {} };
  }

  async start() {
    if (!canWork()) return this.sayTooOld();
    askAs(this.frame.root.dataset.release ?? "");
    const [chosen, device] = await Promise.all([setting("language"), devices.device()]);
    await speak(chosen ?? document.documentElement.lang);
    this.device = device;
    onChange(() => this.tellStatus());
    this.show(device && !enrol.IN_ADDRESS.test(location.hash) ? "who" : "enrol", { said: device ? undefined : await this.takenAway() });
    this.palette = await devices.palette(); // large, and nobody waits for it on the first screen
    install(this.frame);
    navigator.storage?.persist?.();
    setInterval(() => this.wipeWhatIsOver(), 30_000);
    window.addEventListener("offline", () => this.noticeOffline());
    window.addEventListener("popstate", () => this.stepBack());
    window.addEventListener("hashchange", () => { if (enrol.IN_ADDRESS.test(location.hash)) this.show("enrol"); });
    this.refresh();
    this.sending.start();
    document.documentElement.dataset.scripts = "started";
  }

  async sayTooOld() {
    await speak(document.documentElement.lang);
    this.frame.draw({ title: text("device.too_old"), content: [text("device.too_old_words")] });
  }

  /**
   * @param {ScreenName} name
   * @param {any} [given]
   */
  show(name, given = {}) {
    this.shown = { name, given };
    this.frame.draw(SCREENS[name].draw(this, given));
    history.pushState({}, "", "/tablet/");
    this.idle.touch();
    this.tellStatus();
  }

  /** The same screen, with what is known by now; not while somebody holds a card before the camera. */
  again() {
    const { shown } = this;
    whenUp(() => { if (this.shown === shown && !document.querySelector("[data-open]")) this.frame.draw(SCREENS[shown.name].draw(this, shown.given), false); });
  }

  stepBack() {
    if (this.frame.back) this.frame.back();
  }

  /** Ask the server for what it knows of this tablet; nothing waits for it. */
  async refresh() {
    if (!this.device) return;
    const state = await loadState();
    this.hear(state.answered);
    if (state.leaders) this.leaders = state.leaders;
    if (state.tablet) await ifThereIsRoom(() => devices.keepDevice((this.device = { ...this.device, ...state.tablet })));
    if (state.refused) await this.refuse();
    // what a leader reads does not change meanwhile
    if (state.answered && !this.session && !this.handed) this.palette = (await loadPalette(this.palette, state.palette)) ?? this.palette;
    if (this.shown.name === "who") this.again();
    this.tellStatus();
  }

  /** @param {import("./storage/vault.js").Session} session */
  async enter(session) {
    this.practising = false;
    this.session = session;
    await this.keeping; // of before the lock
    this.own = await vault.privately(session);
    this.idle.touch();
    if (!this.palette) this.palette = (await devices.palette()) ?? (await loadPalette(null, ""));
    this.goOn();
    this.sending.now();
    await this.renew();
    if (this.session && this.shown.name === "team") this.again();
  }

  /** Where this leader left off. */
  goOn() {
    const { draft, several } = this.own;
    this.begun = draft?.of ?? several?.of;
    if (draft && this.personOf(draft.person) && this.skillOf(draft.skill)) this.show("assess", { draft, again: true });
    else if (several && this.skillOf(several.skill)) this.show("together", { ...several, again: true });
    else this.show("team");
  }

  /** Keys and people leave the memory; what waits and what was not finished stays, unreadable. */
  lock(given = {}) {
    this.leave();
    this.show("who", given);
    this.refresh();
  }

  leave() {
    this.session = this.handed = null;
    this.own = vault.nothing();
    this.begun = undefined;
    this.practising = false;
    takeBack();
  }

  /**
   * The leader is out. Of the grant only what signs an answer about this one assessment stays, until it is given.
   * @param {import("./screens/pass.js").Handed} handed
   */
  handOver(handed) {
    this.leave();
    this.handed = handed;
    this.show("pass");
  }

  async refuse() {
    await wiping.wipeAll();
    forgetPins();
    this.leave();
    this.leaders = null;
    const said = (await this.takenAway()) ?? (await refusal());
    if (this.shown.name !== "enrol") this.show("enrol", { said });
  }

  async wipeWhatIsOver() {
    await wiping.wipeWhatIsOver(Date.now());
    const [open, kept] = await Promise.all([wiping.openable(), wiping.all()]);
    const { session } = this;
    const has = (/** @type {{grant: string}[]} */ boxes) => boxes.some(({ grant }) => grant === session?.id);
    if (session && !this.practising && !has(open)) this.lock(has(kept) ? { said: text("signin.card_void") } : {});
  }

  /** @param {{id: string} | null} session */
  isIn(session) {
    return session !== null && this.session?.id === session.id;
  }

  /**
   * @param {import("./storage/vault.js").Session} owner who began this, and may be out by now: a photo takes its time
   * @param {Partial<import("./storage/vault.js").Private>} change
   */
  async keepOwn(owner, change) {
    const isIn = this.isIn(owner);
    if (isIn) this.own = { ...this.own, ...change };
    const { own } = this;
    // the last one last; what a full disk cannot keep still stands on the screen, and saving it says so
    this.keeping = this.keeping.then(async () => vault.keepPrivately(owner, isIn ? own : { ...(await vault.privately(owner)), ...change })).catch(() => {});
    await this.keeping;
  }

  /** @param {{done: number, all: number} | null} progress */
  progressed(progress) {
    this.progress = progress;
    this.tellStatus();
  }

  /** @param {boolean | null} answered null: there was nothing to send */
  async sent(answered) {
    const isThere = answered === null || answered;
    // who can sign in is asked anew as soon as somebody answers: the sentence in the middle follows the one on top
    if (answered === null || (answered && !this.leaders)) await this.refresh();
    else this.hear(answered);
    await this.wipeWhatIsOver();
    if (this.device && (await refusal())) await this.refuse();
    await this.letGo();
    if (answered) await this.renew();
    if (!isThere || ["waiting", "team", "saved"].includes(this.shown.name)) this.follow();
    this.tellStatus();
  }

  /** @param {boolean} answered - an answer may be of before the network went */
  hear(answered) {
    this.online = answered && navigator.onLine;
  }

  /** The network went: screens that speak of it say so at once. */
  noticeOffline() {
    this.online = false;
    this.follow();
    this.tellStatus();
  }

  /** Draws a screen again that tells of the network, or of what it brought. */
  follow() {
    if (["who", "waiting", "team", "saved"].includes(this.shown.name)) this.again();
  }

  /** People as they are now, where there is a network. */
  async renew() {
    const { session } = this;
    if (!session || this.practising) return;
    const fresh = await freshRoster(session);
    if (!fresh || this.session !== session) return; // somebody locked it meanwhile
    const renewed = (this.session = { ...session, ...fresh });
    await ifThereIsRoom(() => vault.keepAgain(renewed));
  }

  /** People whom this tablet may hold no more. */
  async letGo() {
    const { session } = this;
    if (!session || this.practising) return;
    const less = await vault.withoutGone(session);
    if (this.session !== session) return;
    this.session = less;
    if (less.people.length < session.people.length) this.again();
  }

  async tellStatus() {
    const status = await statusNow(this);
    this.frame.tell(status);
    await devices.noteKept(status.waiting);
  }

  /** When the system took away what was kept here, that is what has to be said. */
  async takenAway() {
    const lost = await devices.takenAway();
    if (lost === null) return undefined;
    return lost ? text("device.taken_away", { num: lost }) : text("device.taken_away_nothing");
  }

  /** @param {string} id */
  personOf(id) {
    return this.session?.people.find((person) => person.id === id);
  }

  /**
   * The level of a badge that counts.
   * @param {string} person
   * @param {string} skill
   */
  heldLevel(person, skill) {
    return this.standingOf(person, skill)?.level ?? null;
  }

  /**
   * @param {string} person
   * @param {string} skill
   */
  standingOf(person, skill) {
    return this.personOf(person)?.skills.find((each) => each.skill === skill);
  }

  /**
   * @param {string} person
   * @param {string} skill
   */
  isSeenToday(person, skill) {
    return isSeenToday({ person, skill }, this.personOf(person), [...this.own.saved, ...this.looks], Date.now());
  }

  /**
   * @param {string} id
   * @returns {import("./core/people.js").Skill | undefined}
   */
  skillOf(id) {
    return this.begun?.skill === id ? this.begun : this.palette?.skills.find((/** @type {{skill: string}} */ { skill }) => skill === id);
  }
}

new App().start();
