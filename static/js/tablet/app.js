/* The tablet: what it shows, who is in, and what keeps running. Wiring only. */

import { announce } from "../shared/announce.js";
import { Frame } from "./frame.js";
import { Idle } from "./idle.js";
import { statusNow } from "./status.js";
import { forgetPins, freshRoster } from "./session.js";
import { canWork, install } from "./installing.js";
import { setting } from "./storage/database.js";
import * as devices from "./storage/device-store.js";
import { onChange } from "./storage/queue-store.js";
import * as vault from "./storage/vault.js";
import * as wiping from "./storage/wiping.js";
import { loadPalette, loadState } from "./state.js";
import { Sending } from "./sync/triggers.js";
import { speak, text } from "./words.js";
import * as assess from "./screens/assess.js";
import * as enrol from "./screens/enrol.js";
import * as help from "./screens/help.js";
import * as pin from "./screens/pin.js";
import * as saved from "./screens/saved.js";
import * as skills from "./screens/skills.js";
import * as team from "./screens/team.js";
import * as together from "./screens/together.js";
import * as waiting from "./screens/waiting.js";
import * as who from "./screens/who.js";

const SCREENS = { assess, enrol, help, pin, saved, skills, team, together, waiting, who };

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
    this.idle = new Idle(() => this.lock(), () => this.session !== null);
    this.sending = new Sending({ progress: (progress) => this.progressed(progress), done: (answered) => this.sent(answered) });
    /** @type {import("./storage/vault.js").Session | null} */
    this.session = null;
    /** @type {import("./storage/vault.js").Private} */
    this.own = { draft: null, people: [], skills: [] };
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
    this.keeping = Promise.resolve();
    /** @type {{name: ScreenName, given: any}} */
    this.shown = { name: "who", given: {} };
  }

  async start() {
    if (!canWork()) return this.sayTooOld();
    await speak((await setting("language")) ?? document.documentElement.lang);
    this.device = await devices.device();
    this.palette = await devices.palette();
    onChange(() => this.tellStatus());
    this.show(this.device && !enrol.IN_ADDRESS.test(location.hash) ? "who" : "enrol", {});
    install(this.frame);
    navigator.storage?.persist?.();
    setInterval(() => this.wipeWhatIsOver(), 30_000);
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

  /** The same screen, with what is known by now. */
  again() {
    this.frame.draw(SCREENS[this.shown.name].draw(this, this.shown.given), false);
  }

  stepBack() {
    if (this.frame.back) this.frame.back();
  }

  /** Ask the server for what it knows of this tablet; nothing waits for it. */
  async refresh() {
    if (!this.device) return;
    const state = await loadState();
    this.online = state.answered;
    if (state.leaders) this.leaders = state.leaders;
    if (state.refused) await this.refuse();
    if (state.answered) this.palette = (await loadPalette(this.palette, state.palette)) ?? this.palette;
    if (this.shown.name === "who") this.again();
    this.tellStatus();
  }

  /** @param {import("./storage/vault.js").Session} session */
  async enter(session) {
    this.practising = false;
    this.session = session;
    this.own = await vault.privately(session);
    this.idle.touch();
    if (!this.palette) this.palette = await loadPalette(null, "");
    const { draft } = this.own;
    if (draft && this.personOf(draft.person) && this.skillOf(draft.skill)) this.show("assess", { draft, again: true });
    else this.show("team");
    this.sending.now();
    const fresh = await freshRoster(session);
    if (!fresh || this.session !== session) return; // somebody locked it meanwhile
    this.session = { ...session, ...fresh };
    await vault.keep(this.session);
    if (this.shown.name === "team") this.again();
  }

  /** Keys and people leave the memory; what waits and what was not finished stays, unreadable. */
  lock() {
    this.session = null;
    this.own = { draft: null, people: [], skills: [] };
    this.practising = false;
    this.show("who");
    this.refresh();
  }

  async refuse() {
    await wiping.wipeAll();
    forgetPins();
    this.session = null;
    this.practising = false;
    this.own = { draft: null, people: [], skills: [] };
    this.leaders = null;
    const refused = await setting("refused");
    if (this.shown.name !== "enrol") this.show("enrol", { said: text(refused === "tablet-revoked" ? "device.revoked" : "device.unknown") });
  }

  async wipeWhatIsOver() {
    const over = await wiping.wipeWhatIsOver(Date.now());
    const kept = (await wiping.all()).map(({ grant }) => grant);
    if (this.session && !this.practising && (over.includes(this.session.id) || !kept.includes(this.session.id))) this.lock();
  }

  /**
   * @param {Partial<import("./storage/vault.js").Private>} change
   */
  async keepOwn(change) {
    this.own = { ...this.own, ...change };
    const { session, own } = this;
    if (!session || this.practising) return;
    // the last one last; what a full disk cannot keep still stands on the screen, and saving it says so
    this.keeping = this.keeping.then(() => vault.keepPrivately(session, own)).catch(() => {});
    await this.keeping;
  }

  /** @param {{done: number, all: number} | null} progress */
  progressed(progress) {
    this.progress = progress;
    this.tellStatus();
  }

  /** @param {boolean | null} answered null: there was nothing to send */
  async sent(answered) {
    if (answered === null) await this.refresh();
    else this.online = answered;
    await this.wipeWhatIsOver();
    if (this.device && (await setting("refused"))) await this.refuse();
    await this.letGo();
    if (["waiting", "team", "saved"].includes(this.shown.name)) this.again();
    this.tellStatus();
  }

  /** People whom this tablet may hold no more. */
  async letGo() {
    const { session } = this;
    if (!session || this.practising) return;
    const less = await vault.withoutGone(session);
    if (this.session === session) this.session = less;
  }

  async tellStatus() {
    this.frame.tell(await statusNow(this));
  }

  /** @param {string} id */
  personOf(id) {
    return this.session?.people.find((person) => person.id === id);
  }

  /**
   * @param {string} id
   * @returns {import("./core/people.js").Skill | undefined}
   */
  skillOf(id) {
    return this.palette?.skills.find((/** @type {{skill: string}} */ { skill }) => skill === id);
  }

  /** @param {string} key */
  say(key) {
    announce(text(key));
  }
}

new App().start();
