/* In which language the tablet speaks: chosen here, kept here. */

import { keepSetting } from "../storage/database.js";
import { disclosure, h } from "../draw.js";
import { inPage, language, lend, speak, text } from "../words.js";

/** Those whose words the tablet keeps, in their own name. */
const NAMES = Object.entries({ nl: "Nederlands", en: "English" });

/** @param {import("../app.js").App} app */
export function languages(app) {
  const choose = async (/** @type {string} */ code) => {
    await speak(code);
    await keepSetting("language", code);
    app.show(app.shown.name, app.shown.given);
  };
  return choice(NAMES, choose);
}

/**
 * For the worker who has the tablet. The leader does not get to see which.
 * @param {import("../app.js").App} app
 */
export function ofWorkers(app) {
  const names = Object.entries(inPage("languages"));
  const choose = async (/** @type {string} */ code) => {
    await lend(code);
    app.show(app.shown.name, app.shown.given);
  };
  return disclosure(`${text("pass.language")}: ${inPage("languages")[language()]}`, "language", {}, choice(names, choose));
}

/**
 * @param {[string, string][]} names
 * @param {(code: string) => void} choose
 */
function choice(names, choose) {
  const buttons = names.map(([code, name]) => h("button", { class: "button button--plain", type: "button", lang: code, "aria-pressed": String(code === language()), onclick: () => choose(code) }, name));
  return h("div", { class: "buttons shell-languages" }, ...buttons);
}
