/* Saved, and on the way: never "earned", for only the server makes badges. */

import { button, h, list, notice, withNames } from "../draw.js";
import { mayUndo, undo } from "../saving.js";
import { text } from "../words.js";

/**
 * @param {import("../app.js").App} app
 * @param {{saved: import("../saving.js").Saved[], person: string | null, skill: string, undone?: boolean}} given
 * @returns {import("../app.js").Drawn}
 */
export function draw(app, given) {
  const { saved, person, skill, undone } = given;
  const again = async () => {
    await undo(app, saved);
    app.show("saved", { ...given, undone: true });
  };
  const lines = saved.map(({ name, skill: what, level }) => {
    const sentence = text("saved.line", { name, skill: what, level });
    return h("span", {}, ...withNames(sentence, name));
  });
  return {
    title: text(undone ? "saved.undone" : app.practising ? "saved.practice" : "saved.title"),
    content: [
      list(lines, "shell-lines"),
      !undone && !app.practising && notice(text("saved.waits"), { tone: "info", icon: "clock" }),
      !undone && mayUndo(app, saved) && h("div", { class: "buttons" }, button(text("saved.undo"), again, { icon: "arrow-back-up", attributes: { id: "undo" } })),
    ],
    actions: [
      person && button(text("saved.next_skill"), () => app.show("skills", { person }), { icon: "plus", big: true }),
      button(text("saved.others"), () => app.show("together", { skill }), { icon: "users", big: true }),
      button(text("saved.team"), () => app.show("team"), { kind: "primary", icon: "users-group", big: true }),
    ].filter((each) => each instanceof Node),
  };
}
