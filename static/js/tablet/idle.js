/* Locks the tablet when nobody touches it for two minutes, and says so before: who needs longer, taps. */

import { button, h } from "./draw.js";
import { text } from "./words.js";

const LOCK_MS = 120_000;
const WARNING_MS = 30_000; // at least 20 s to answer (WCAG 2.2, 2.2.1)

export class Idle {
  /**
   * @param {() => void} lock
   * @param {() => boolean} isOpen
   */
  constructor(lock, isOpen) {
    this.lock = lock;
    this.isOpen = isOpen;
    this.touched = Date.now();
    /** @type {HTMLDialogElement | null} */
    this.dialog = null;
    for (const kind of ["pointerdown", "keydown", "input"]) document.addEventListener(kind, () => this.touch(), { capture: true, passive: true });
    document.addEventListener("visibilitychange", () => this.look());
    setInterval(() => this.look(), 1000);
  }

  touch() {
    if (!this.dialog) this.touched = Date.now();
  }

  look() {
    if (!this.isOpen()) return this.close();
    const idle = Date.now() - this.touched;
    if (idle >= LOCK_MS) {
      this.close();
      this.lock();
    } else if (idle >= LOCK_MS - WARNING_MS && !this.dialog) this.warn();
  }

  warn() {
    const go = () => { this.close(); this.touch(); };
    const lock = () => { this.close(); this.lock(); };
    this.dialog = h("dialog", { class: "shell-dialog", "aria-labelledby": "lock-warning", oncancel: go },
      h("h2", { id: "lock-warning" }, text("lock.warning")),
      h("div", { class: "buttons" }, button(text("lock.go_on"), go, { kind: "primary", big: true }), button(text("lock.button"), lock, { icon: "lock" })));
    document.body.append(this.dialog);
    this.dialog.showModal();
  }

  close() {
    this.dialog?.close();
    this.dialog?.remove();
    this.dialog = null;
  }
}
