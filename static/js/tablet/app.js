/* The tablet: what it shows, who is in, and what keeps running. Wiring only. */

import { announce } from "../shared/announce.js";
import { Frame } from "./frame.js";
import { Idle } from "./idle.js";
import { statusNow } from "./status.js";
import { forgetPins, refreshed } from "./session.js";
import { install } from "./installing.js";
import { setting } from "./storage/database.js";
import * as devices from "./storage/device-store.js";
import { onChange } from "./storage/queue-store.js";
import * as vault from "./storage/vault.js";
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
    /** @type {{name: ScreenName, given: any}} */
    this.shown = { name: "who", given: {} };
  }

  async start() {
    await speak((await setting("language")) ?? document.documentElement.lang);
    this.device = await devices.device();
    this.palette = await devices.palette();
    onChange(() => this.tellStatus());
    this.show(this.device ? "who" : "enrol", {});
    install(this.frame);
    navigator.storage?.persist?.();
    setInterval(() => this.wipeWhatIsOver(), 30_000);
    window.addEventListener("popstate", () => this.stepBack());
    await this.refresh();
    this.sending.start();
    document.documentElement.dataset.scripts = "started";
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
    this.session = await refreshed(session);
    if (this.shown.name === "team") this.again();
    this.sending.now();
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
    await vault.wipeAll();
    forgetPins();
    if (this.session) this.lock();
  }

  async wipeWhatIsOver() {
    const over = await vault.wipeWhatIsOver(Date.now());
    const kept = (await vault.all()).map(({ grant }) => grant);
    if (this.session && !this.practising && (over.includes(this.session.id) || !kept.includes(this.session.id))) this.lock();
  }

  /**
   * @param {Partial<import("./storage/vault.js").Private>} change
   */
  async keepOwn(change) {
    this.own = { ...this.own, ...change };
    if (this.session && !this.practising) await vault.keepPrivately(this.session, this.own);
  }

  /** @param {{done: number, all: number} | null} progress */
  progressed(progress) {
    this.progress = progress;
    this.tellStatus();
  }

  /** @param {boolean} answered */
  async sent(answered) {
    this.online = answered;
    await this.wipeWhatIsOver();
    if (await setting("refused")) await this.refuse();
    if (this.session && !this.practising) this.session = await vault.withoutGone(this.session);
    if (["waiting", "team", "saved"].includes(this.shown.name)) this.again();
    this.tellStatus();
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
