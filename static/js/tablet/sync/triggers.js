/* When to send: at the start, when the network or the page comes back, every minute, by the button, and where the
   browser can, also when nobody looks. */

import { pauseAfter } from "../core/queue.js";
import { waiting } from "../storage/queue-store.js";
import { flush } from "./flusher.js";

const EVERY_MS = 60_000;
const SOON_MS = 2_000;
export const TAG = "tablet-queue";

export class Sending {
  /** @param {{progress: import("./flusher.js").Progress, done: (answered: boolean | null) => Promise<void>}} told */
  constructor(told) {
    this.told = told;
    this.failures = 0;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
  }

  start() {
    window.addEventListener("online", () => this.now());
    document.addEventListener("visibilitychange", () => { if (!document.hidden) this.now(); });
    this.now();
  }

  /** @returns {Promise<void>} */
  async now() {
    clearTimeout(this.timer);
    const outcome = await this.flush();
    if (outcome) {
      this.failures = outcome.answered === false ? this.failures + 1 : 0;
      await this.told.done(outcome.answered).catch(console.warn);
    }
    const usual = outcome ? EVERY_MS : SOON_MS; // somebody else may have looked before the newest came
    const pause = this.failures ? pauseAfter(this.failures) : usual;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.now(), Math.max(pause, (outcome?.wait ?? 0) * 1000));
  }

  async flush() {
    try {
      return await flush(this.told.progress);
    } catch (error) {
      console.warn("sending stopped", error); // such as on a disk that is too full: later there may be room
      return { answered: false, wait: 0 };
    }
  }

  /** The browser may send them itself, once there is a network, even when this page is closed. */
  async askTheBrowser() {
    if ((await waiting()).length === 0) return;
    const registration = await navigator.serviceWorker?.getRegistration();
    /** @type {{register(tag: string): Promise<void>} | undefined} */
    const background = registration && Reflect.get(registration, "sync");
    await background?.register(TAG).catch(() => {}); // not allowed here: the other ways remain
  }
}
