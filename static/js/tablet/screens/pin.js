/* The PIN of whoever tapped a tile: large keys, and a field for who pastes or has a keyboard. */

import { button, h, notice, withNames } from "../draw.js";
import { withPin } from "../session.js";
import { text } from "../words.js";
import { cardForm, take } from "./who.js";

const KEYS = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];
const LONGEST = 6;

/**
 * @param {import("../app.js").App} app
 * @param {{leader: {id: string, name: string}, said?: string, closed?: boolean, card?: string}} given
 * @returns {import("../app.js").Drawn}
 */
export function draw(app, given) {
  const { leader, said, closed } = given;
  const title = text("signin.pin_of", { name: leader.name });
  return {
    title,
    heading: h("span", {}, ...withNames(title, leader.name)),
    back: () => app.show("who"),
    content: [
      said && notice(said, { tone: "bad", attributes: { role: "alert" } }),
      ...(closed ? [cardForm(app, given), h("p", { class: "lead" }, text("signin.no_card_here"))] : [keys(app, leader)]),
    ],
  };
}

/**
 * @param {import("../app.js").App} app
 * @param {{id: string, name: string}} leader
 */
function keys(app, leader) {
  const input = h("input", { class: "input shell-pin__input", id: "pin", type: "password", inputmode: "numeric", autocomplete: "off", maxlength: LONGEST, "aria-label": text("signin.pin") });
  const type = (/** @type {string} */ digit) => { if (input.value.length < LONGEST) input.value += digit; };
  const send = (/** @type {Event} */ event) => {
    event.preventDefault();
    take(app, (team) => withPin(leader.id, input.value, team), "pin", { leader });
  };
  const key = (/** @type {string} */ digit) => h("button", { class: "button shell-pin__key", type: "button", onclick: () => type(digit) }, digit);
  const reveal = () => { input.type = input.type === "password" ? "text" : "password"; };
  return h("form", { class: "shell-pin", onsubmit: send },
    h("div", { class: "shell-pin__top" }, input, button(text("signin.show_pin"), reveal, { icon: "eye" })),
    h("div", { class: "shell-pin__keys" }, ...KEYS.map(key),
      h("button", { class: "button shell-pin__key", type: "button", "aria-label": text("signin.erase"), onclick: () => { input.value = input.value.slice(0, -1); } }, "⌫"),
      key("0"),
      h("button", { class: "button button--primary shell-pin__key", type: "submit" }, text("signin.ok"))));
}
