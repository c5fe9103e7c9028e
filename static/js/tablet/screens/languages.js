/* In which language the tablet speaks: chosen here, kept here. */

import { keepSetting } from "../storage/database.js";
import { h } from "../draw.js";
import { language, speak } from "../words.js";

/** Those whose words the tablet keeps, in their own name. */
const NAMES = Object.entries({ nl: "Nederlands", en: "English" });

/** @param {import("../app.js").App} app */
export function languages(app) {
  const choose = async (/** @type {string} */ code) => {
    await speak(code);
    await keepSetting("language", code);
    app.show(app.shown.name, app.shown.given);
  };
  const buttons = NAMES.map(([code, name]) => h("button", { class: "button button--plain", type: "button", lang: code, "aria-pressed": String(code === language()), onclick: () => choose(code) }, name));
  return h("div", { class: "buttons shell-languages" }, ...buttons);
}
