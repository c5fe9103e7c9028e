/* What was saved a moment ago: to undo it, also after its own screen was left. */

import { button, emptyState, h } from "../draw.js";
import { inWords, justSaved, mayUndo, undo } from "../saving.js";
import { text, timeOf } from "../words.js";

/** @typedef {import("../saving.js").Saved} Saved */
/** @typedef {{from?: {name: import("../app.js").ScreenName, given: any}, shown?: Saved[], undone?: string[]}} Given */

/**
 * @param {import("../app.js").App} app
 * @param {Given} given
 * @returns {import("../app.js").Drawn}
 */
export function draw(app, given) {
  const { from, undone = [] } = given;
  const shown = (given.shown ??= justSaved(app));
  const lines = shown.map((each) => h("li", { class: "shell-queue__item" }, h("span", { class: "shell-queue__what" }, inWords(app, each)),
    h("span", {}, undone.includes(each.id) ? text("saved.undone") : timeOf(each.at)), takeBack(app, given, each)));
  return {
    title: text("recent.title"),
    back: () => (from ? app.show(from.name, from.given) : app.show("team")),
    content: lines.length ? [h("p", { class: "lead" }, text("recent.words")), h("ul", { class: "shell-queue", role: "list" }, ...lines)] : [emptyState("done", text("recent.nothing"))],
  };
}

/**
 * @param {import("../app.js").App} app
 * @param {Given} given
 * @param {Saved} saved
 */
function takeBack(app, given, saved) {
  const { undone = [] } = given;
  if (undone.includes(saved.id) || !mayUndo([saved])) return null;
  const act = async () => {
    given.undone = [...undone, saved.id];
    await undo(app, [saved]);
    app.again();
  };
  return button(text("saved.undo"), act, { icon: "arrow-back-up" });
}

/**
 * The way here, as long as there is something to undo.
 * @param {import("../app.js").App} app
 */
export function toRecent(app) {
  const from = app.shown;
  return justSaved(app).length > 0 && button(text("recent.title"), () => app.show("recent", { from }), { icon: "arrow-back-up", attributes: { id: "recent" } });
}
