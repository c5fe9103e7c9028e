/* Saved, and on the way: never "earned", for only the server makes badges. */

import { isHere } from "../core/queue.js";
import { button, h, list, notice } from "../draw.js";
import { inWords, mayUndo, undo } from "../saving.js";
import { waiting } from "../storage/queue-store.js";
import { localised, text } from "../words.js";

/** @typedef {{saved: import("../saving.js").Saved[], person: string | null, skill: string, draft?: import("../core/form.js").Draft, undone?: boolean}} Given */

/**
 * @param {import("../app.js").App} app
 * @param {Given} given
 * @returns {import("../app.js").Drawn}
 */
export function draw(app, given) {
  const { saved, person, skill, undone } = given;
  const { session } = app;
  const again = async () => {
    await undo(app, saved);
    if (app.isIn(session)) app.show("saved", { ...given, undone: true });
  };
  return {
    title: text(undone ? "saved.undone" : app.practising ? "saved.practice" : "saved.title"),
    content: [
      outcome(app, given),
      !undone && h("div", { class: "buttons" }, mayUndo(saved) && button(text("saved.undo"), again, { icon: "arrow-back-up", attributes: { id: "undo" } }), pass(app, given)),
    ],
    actions: [
      person && button(text("saved.next_skill"), () => app.show("skills", { person }), { icon: "plus", big: true }),
      button(text("saved.others"), () => app.show("together", { skill }), { icon: "users", big: true, attributes: { id: "others" } }),
      button(text("saved.team"), () => app.show("team"), { kind: "primary", icon: "users-group", big: true }),
    ].filter((each) => each instanceof Node),
  };
}

/**
 * What was saved, what its badge needs, and whether it or its photo still waits here: told again as soon as that is known, and after
 * each sending.
 * @param {import("../app.js").App} app
 * @param {Given} given
 */
function outcome(app, { saved, undone }) {
  const place = h("div", {});
  const fill = (/** @type {boolean} */ waits) => {
    const lines = saved.map((each) => h("span", {}, inWords(app, each), !undone && h("span", { class: "shell-lines__note" }, needs(app, each, waits))));
    const still = waits ? notice(text("saved.waits"), { tone: "info", icon: "clock" }) : notice(text("saved.sent"), { tone: "good" });
    place.replaceChildren(list(lines, "shell-lines"), ...(undone || app.practising ? [] : [still]));
  };
  fill(true);
  waiting().then((items) => fill(saved.some(({ id }) => isHere(id, items))));
  return place;
}

/**
 * What its badge still needs: by the server once it knows, by the palette before. Only the server says that it is there.
 * @param {import("../app.js").App} app
 * @param {import("../saving.js").Saved} saved
 * @param {boolean} waits
 */
function needs(app, { person, skill, level }, waits) {
  const found = app.skillOf(skill);
  if (!found?.levels.some((each) => each.level === level && each.badge)) return text("level.no_badge");
  const standing = waits ? undefined : app.standingOf(person, skill);
  if ((standing?.level ?? 0) >= level) return text("saved.badge");
  return localised(standing?.lacks ?? found.needed);
}

/**
 * The worker may look along at once, and answer.
 * @param {import("../app.js").App} app
 * @param {Given} given
 */
function pass(app, { saved: [one], draft }) {
  const { session, palette } = app;
  const skill = draft && app.skillOf(draft.skill);
  if (!one || !draft || !skill || !session || app.practising) return null;
  const { id, grant, signing, grantedAt, endsAt, anchor, leader } = session;
  const remarks = draft.remarks.map((code) => palette.remarks.find((/** @type {{code: string}} */ each) => each.code === code)?.text ?? {});
  const name = app.personOf(one.person)?.name ?? "";
  const label = text("waiting.answer", { what: app.labels.get(one.id) ?? "" }); // before somebody chooses another language
  const handed = { assessment: one.id, label, draft, name, leader: leader.name, skill, remarks, signer: { id, grant, signing, grantedAt, endsAt, anchor } };
  return button(text("pass.give", { name }), () => app.handOver(handed), { icon: "user-heart", attributes: { id: "pass" } });
}
