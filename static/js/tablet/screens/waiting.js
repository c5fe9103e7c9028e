/* What waits, why, and how to get it out: by the network, or by a file that another tablet carries. */

import { isParked } from "../core/queue.js";
import { button, disclosure, emptyState, field, h, icon, notice } from "../draw.js";
import { copyOfQueue, takeCopy } from "../carrying.js";
import { setting } from "../storage/database.js";
import { tryAllAgain, waiting } from "../storage/queue-store.js";
import { text, timeOf } from "../words.js";

const REASONS = ["unknown-key", "cannot-open", "envelope-unfit", "forged-grant", "bad-signature", "other-organisation", "too-large"];

/**
 * @param {import("../app.js").App} app
 * @param {{from?: {name: import("../app.js").ScreenName, given: any}, said?: string}} given
 * @returns {import("../app.js").Drawn}
 */
export function draw(app, given) {
  const place = h("div", { id: "queue" });
  fill(app, place);
  const back = given.from ?? { name: app.session ? "team" : "who", given: {} };
  const sendNow = async () => {
    await tryAllAgain();
    await app.sending.now();
  };
  return {
    title: text("waiting.title"),
    back: () => app.show(back.name === "waiting" ? "team" : back.name, back.given),
    content: [given.said && notice(given.said, { attributes: { role: "status" } }), place, carry(app, given)],
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
    (await isLoose()) && notice(text("waiting.loose"), { tone: "warn" }),
    items.length ? h("ul", { class: "shell-queue", role: "list" }, ...items.map((item) => line(app, item))) : emptyState("done", text("sync.ok")),
  ];
  place.replaceChildren(...parts.filter((part) => part instanceof Node));
}

/** Whether the browser may throw away what waits when the disk is full. */
async function isLoose() {
  return !(await navigator.storage?.persisted?.());
}

/**
 * @param {import("../app.js").App} app
 * @param {import("../core/queue.js").Waiting} item
 */
function line(app, item) {
  const parked = isParked(item);
  const label = app.labels.get(item.of ?? item.id) ?? text("waiting.unnamed");
  const isPhoto = item.kind === "photo";
  return h("li", { class: "shell-queue__item" }, icon(isPhoto ? "photo" : "clipboard-check"),
    h("span", { class: "shell-queue__what" }, h("span", {}, isPhoto ? text("waiting.photo", { what: label }) : label),
      parked && h("span", { class: "shell-queue__why" }, reasonOf(item))),
    h("span", {}, timeOf(item.at)), parked ? pill("bad", "alert-triangle", "waiting.look") : pill("warn", "clock", "waiting.waits"));
}

/** @param {import("../core/queue.js").Waiting} item */
function reasonOf({ reason }) {
  return text(reason && REASONS.includes(reason) ? `reason.${reason}` : "reason.other");
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
 * @param {{from?: any}} given
 */
function carry(app, given) {
  const take = async (/** @type {Event} */ event) => {
    const file = /** @type {HTMLInputElement} */ (event.target).files?.[0];
    if (!file) return;
    const taken = await takeCopy(file);
    app.show("waiting", { ...given, said: taken === null ? text("carry.wrong") : text("carry.taken", { num: taken }) });
    app.sending.now();
  };
  return disclosure(text("carry.title"), "download", {}, h("p", {}, text("carry.words")),
    h("div", { class: "buttons" }, button(text("carry.save"), () => copyOfQueue(app.device?.id ?? ""), { icon: "download", attributes: { id: "save-copy" } })),
    field(text("carry.take"), { type: "file", id: "copy", accept: "application/json,.json", onchange: take }));
}
