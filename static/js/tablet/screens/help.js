/* Four short screens that tell how the tablet works; always behind the same button. */

import { button, h, icon } from "../draw.js";
import { text } from "../words.js";

const STEPS = [
  { key: "tour.who", icon: "id" },
  { key: "tour.assess", icon: "clipboard-check" },
  { key: "tour.offline", icon: "wifi-off" },
  { key: "tour.undo", icon: "arrow-back-up" },
];

/** Which of them concerns a screen. @type {Partial<Record<import("../app.js").ScreenName, number>>} */
const CONCERNS = { team: 1, skills: 1, assess: 1, together: 1, pass: 1, waiting: 2, saved: 3, recent: 3 };

/**
 * @param {import("../app.js").App} app
 * @param {{from?: {name: import("../app.js").ScreenName, given: any}, step?: number}} given
 * @returns {import("../app.js").Drawn}
 */
export function draw(app, given) {
  const { from } = given;
  const first = (from && CONCERNS[from.name]) ?? 0;
  const { step = first } = given;
  const now = STEPS[step] ?? STEPS[0];
  if (!now) throw new TypeError("the tour has no steps");
  const leave = () => (from && from.name !== "help" ? app.show(from.name, from.given) : app.show(app.session ? "team" : app.device ? "who" : "enrol"));
  const isLast = step === STEPS.length - 1;
  return {
    title: text(now.key),
    back: step > first ? () => app.show("help", { ...given, step: step - 1 }) : leave,
    content: [
      h("p", { class: "quiet" }, text("tour.step", { step: step + 1, all: STEPS.length })),
      h("div", { class: "shell-tour" }, icon(now.icon, "icon--huge"), h("p", { class: "lead" }, text(`${now.key}_words`))),
      h("div", { class: "buttons shell-steps" }, ...STEPS.map(({ key, icon: name }, place) =>
        button(text(key), () => app.show("help", { ...given, step: place }), { icon: name, attributes: { "aria-current": place === step ? "step" : null } }))),
    ],
    actions: [
      !isLast && button(text("tour.next"), () => app.show("help", { ...given, step: step + 1 }), { kind: "primary", icon: "arrow-right", big: true }),
      button(text("tour.done"), leave, { kind: isLast ? "primary" : "plain", big: true }),
    ].filter((each) => each instanceof Node),
  };
}
