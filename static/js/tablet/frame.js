/* What stands round every screen: who is in, where sending stands, help, the lock, and what must not be missed. */

import { bdi, button, h, icon, logo, notice } from "./draw.js";
import { isLent, text } from "./words.js";

export class Frame {
  /** @param {import("./app.js").App} app */
  constructor(app) {
    this.app = app;
    this.root = /** @type {HTMLElement} */ (document.getElementById("shell"));
    this.site = this.root.dataset.site ?? "";
    /** @type {(() => void) | undefined} */
    this.back = undefined;
    this.status = h("span", { class: "status-pill" });
    this.messages = h("div", { class: "shell__messages wrap" });
    /** @type {string | null} */
    this.told = null;
    window.addEventListener("resize", () => this.fit());
  }

  /**
   * @param {import("./app.js").Drawn} drawn
   * @param {boolean} [isNew] false: the same screen with other contents keeps focus and place
   */
  draw({ title, heading, back, content, actions }, isNew = true) {
    const goOn = isNew ? null : placeOfNow();
    this.back = back;
    document.title = `${title} – ${this.site}`;
    document.documentElement.classList.toggle("has-actions", Boolean(actions));
    const h1 = h("h1", { tabindex: -1 }, heading ?? title);
    const main = h("main", { class: "main", id: "content" }, this.messages,
      h("div", { class: "main__inner wrap" }, back && this.backButton(back), h("div", { class: "main__heading" }, h1), ...content.filter(Boolean)),
      actions && h("div", { class: "action-bar" }, h("div", { class: "wrap action-bar__inner" }, ...actions)));
    this.root.replaceChildren(this.header(), main);
    this.fit();
    if (goOn) return goOn();
    h1.focus();
    window.scrollTo(0, 0);
  }

  /** A bar that would take much of the screen, as with large text, does not stay in sight: it ends the page. */
  fit() {
    const bar = this.root.querySelector(".action-bar");
    document.documentElement.classList.toggle("is-low", Boolean(bar && bar.clientHeight * 3 > innerHeight));
  }

  /** @param {() => void} back */
  backButton(back) {
    return h("button", { class: "button button--quiet shell__back", type: "button", id: "back", onclick: back }, icon("arrow-left"), h("span", {}, text("back")));
  }

  header() {
    const { session, handed, practising, device } = this.app;
    const who = session && h("span", { class: "shell__who" }, icon("user"), practising ? text("practice.you") : bdi(session.leader.name));
    return h("header", { class: `site-header${session || handed ? "" : " site-header--open"}` },
      practising && h("p", { class: "shell__practice" }, icon("school"), text("practice.banner")),
      h("div", { class: "wrap site-header__bar" },
        h("span", { class: "brand" }, logo(), h("span", {}, device ? `${device.site} · ${device.name}` : this.site)),
        who,
        h("div", { class: "site-header__tools" }, ...(isLent() ? [] : this.tools()), (session ?? handed) && this.lockButton())));
  }

  /** For a leader: in the language of the tablet alone. */
  tools() {
    return [this.app.device && this.sync(), this.helpButton()];
  }

  sync() {
    return h("button", { class: "button shell__sync", type: "button", id: "sync", onclick: () => this.app.show("waiting", { from: this.app.shown }) }, this.status);
  }

  helpButton() {
    return button(text("help"), () => this.app.show("help", { from: this.app.shown }), { icon: "help-circle", attributes: { id: "help" } });
  }

  lockButton() {
    return button(text("lock.button"), () => this.app.lock(), { icon: "lock", attributes: { id: "lock" } });
  }

  /** @param {{words: string, tone: string, icon: string}} status */
  tell({ words, tone, icon: name }) {
    if (words === this.told && this.status.firstChild) return;
    this.told = words;
    this.status.className = `status-pill status-pill--${tone}`;
    this.status.replaceChildren(icon(name), h("span", { role: "status" }, words));
  }

  /**
   * A sentence that stays until the page is loaded anew.
   * @param {string} key
   */
  warn(key) {
    this.messages.replaceChildren(notice(text(key), { tone: "warn" }));
  }

  /** @param {() => void} take */
  offerUpdate(take) {
    this.messages.replaceChildren(notice(text("update.ready"), { tone: "info" },
      h("div", { class: "buttons" }, button(text("update.take"), take, { icon: "refresh" }))));
  }
}

/** Gives what brings focus, cursor and place back, so that whoever types goes on typing. */
function placeOfNow() {
  const { id, selectionStart: from, selectionEnd: to } = /** @type {HTMLInputElement} */ (document.activeElement ?? {});
  const place = window.scrollY;
  return () => {
    const again = /** @type {HTMLInputElement | null} */ (id ? document.getElementById(id) : null);
    again?.focus();
    if (typeof from === "number") again?.setSelectionRange(from, to);
    window.scrollTo(0, place);
  };
}
