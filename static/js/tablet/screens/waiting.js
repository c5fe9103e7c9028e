/* What waits, why, and how to get it out: by the network, or by a file that another tablet carries. */

import { isParked } from "../core/queue.js";
import { button, disclosure, emptyState, fileField, h, icon, notice } from "../draw.js";
import { copyOfQueue, takeCopy } from "../carrying.js";
import { installation, isInstalled } from "../installing.js";
import { setting } from "../storage/database.js";
import { forgetTold, told, tryAllAgain, waiting } from "../storage/queue-store.js";
import { has, text, textOr, timeOf } from "../words.js";
import { toRecent } from "./recent.js";

/**
 * @param {import("../app.js").App} app
 * @param {{from?: {name: import("../app.js").ScreenName, given: any}, said?: string, offline?: boolean, open?: boolean}} given
 * @returns {import("../app.js").Drawn}
 */
export function draw(app, given) {
  const place = h("div", { id: "queue" });
  const said = given.offline && app.online ? "" : given.said; // that there is no network, only as long as it is so
  fill(app, place);
  const back = given.from ?? { name: app.session ? "team" : "who", given: {} };
  const sendNow = async () => {
    await tryAllAgain();
    await app.sending.now();
    if (app.shown.name !== "waiting") return;
    const left = (await waiting()).length;
    given.offline = !app.online;
    given.said = given.offline ? text("waiting.not_yet") : left ? text("waiting.left", { num: left }) : text("sync.ok");
    app.again();
  };
  return {
    title: text("waiting.title"),
    back: () => app.show(back.name === "waiting" ? "team" : back.name, back.given),
    content: [said && notice(said, { attributes: { role: "status" } }), place, h("div", { class: "buttons" }, toRecent(app)), carry(app, given)],
    actions: [button(text("waiting.now"), sendNow, { kind: "primary", icon: "send", big: true, attributes: { id: "send-now" } })],
  };
}

/**
 * @param {import("../app.js").App} app
 * @param {HTMLElement} place
 */
async function fill(app, place) {
  const items = await waiting();
  const parts = [
    !app.online && notice(text("sync.offline"), { tone: "warn", icon: "wifi-off" }),
    (await setting("skewed")) && notice(text("waiting.skewed"), { tone: "warn", icon: "clock" }),
    (await isLoose()) && loose(),
    ...tell(app, await told(), () => fill(app, place)),
    items.length ? h("ul", { class: "shell-queue", role: "list" }, ...items.map((item) => line(app, item))) : emptyState("done", text("sync.ok")),
  ];
  place.replaceChildren(...parts.filter((part) => part instanceof Node));
}

/**
 * What became of things that left, until somebody says that it was read.
 * @param {import("../app.js").App} app
 * @param {import("../core/queue.js").Told[]} all
 * @param {() => void} drawAgain
 */
function tell(app, all, drawAgain) {
  if (all.length === 0) return [];
  const isRead = async () => {
    await forgetTold();
    drawAgain();
  };
  const lines = all.map((each) => h("li", { class: "shell-queue__item" }, icon("message-circle"),
    h("span", { class: "shell-queue__what" }, h("span", {}, labelOf(app, each)), h("span", { class: "shell-queue__why" }, sentenceOf(each))), h("span", {}, timeOf(each.at))));
  return [h("section", { "aria-labelledby": "told" }, h("h2", { id: "told" }, text("told.title")), h("ul", { class: "shell-queue", role: "list" }, ...lines),
    h("div", { class: "buttons" }, button(text("told.read"), isRead, { icon: "check", attributes: { id: "read" } })))];
}

/** @param {import("../core/queue.js").Told} told */
function sentenceOf({ code, reason }) {
  return [textOr(`told.${code}`, "told.other"), has(`flag.${reason}`) && text(`flag.${reason}`)].filter(Boolean).join(" ");
}

/** Whether the browser may throw away what waits when the disk is full. */
async function isLoose() {
  return !(await navigator.storage?.persisted?.());
}

/** What to do about that: by the browser's own question where it asks one, else by its menu. */
function loose() {
  const ask = installation();
  const how = isInstalled() ? "waiting.send_often" : "waiting.install_how";
  return notice(text("waiting.loose"), { tone: "info" }, ask ? h("div", { class: "buttons" }, button(text("waiting.install"), ask, { icon: "device-tablet" })) : h("p", {}, text(how)));
}

/**
 * @param {import("../app.js").App} app
 * @param {import("../core/queue.js").Waiting} item
 */
function line(app, item) {
  const parked = isParked(item);
  return h("li", { class: "shell-queue__item" }, icon(item.kind === "photo" ? "photo" : "clipboard-check"),
    h("span", { class: "shell-queue__what" }, h("span", {}, labelOf(app, item)),
      parked && h("span", { class: "shell-queue__why" }, reasonOf(item))),
    h("span", {}, timeOf(item.at)), parked ? pill("bad", "alert-triangle", "waiting.look") : pill("warn", "clock", "waiting.waits"));
}

/**
 * By what this page remembers; nothing that is kept says of whom it is.
 * @param {import("../app.js").App} app
 * @param {{id: string, of?: string, kind: string}} thing
 */
function labelOf(app, { id, of, kind }) {
  const label = app.labels.get(id) ?? app.labels.get(of ?? "") ?? text("waiting.unnamed");
  return kind === "photo" ? text("waiting.photo", { what: label }) : label;
}

/** @param {import("../core/queue.js").Waiting} item */
function reasonOf({ reason }) {
  return textOr(`reason.${reason}`, "reason.other");
}

/**
 * @param {string} tone
 * @param {string} name
 * @param {string} key
 */
function pill(tone, name, key) {
  return h("span", { class: `status-pill status-pill--${tone}` }, icon(name), text(key));
}

/**
 * @param {import("../app.js").App} app
 * @param {{from?: any, offline?: boolean, open?: boolean}} given
 */
function carry(app, given) {
  const say = (/** @type {string} */ key, num = 0) => app.show("waiting", { ...given, offline: false, said: text(key, { num }) });
  const save = async () => {
    await copyOfQueue(app.device);
    say("carry.saved");
  };
  const take = async (/** @type {Event} */ event) => {
    const file = /** @type {HTMLInputElement} */ (event.target).files?.[0];
    if (!file) return;
    try {
      say(...(await takeCopy(file, app.device)));
    } catch {
      say("sync.full");
    }
    app.sending.now();
  };
  return disclosure(text("carry.title"), "download", { open: given.open, toggled: (open) => { given.open = open; } }, h("p", {}, text("carry.words")),
    h("div", { class: "buttons" }, button(text("carry.save"), save, { icon: "download", attributes: { id: "save-copy" } })),
    fileField({ id: "copy", label: text("carry.take"), words: text("carry.choose"), icon: "upload", attributes: { accept: "application/json,.json", onchange: take } }));
}
