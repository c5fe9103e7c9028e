/* The first screen of a new tablet: the code that an administrator shows makes it one of the site's. */

import { keepDevice } from "../storage/device-store.js";
import { ask, isGood } from "../sync/api.js";
import { button, field, h, notice } from "../draw.js";
import { scanner } from "../scanner.js";
import { text } from "../words.js";
import { languages } from "./languages.js";

export const IN_ADDRESS = /^#enrol=([\w-]+)$/;

/**
 * @param {import("../app.js").App} app
 * @param {{said?: string, code?: string, busy?: boolean}} given
 * @returns {import("../app.js").Drawn}
 */
export function draw(app, given) {
  const [, shown = given.code ?? ""] = IN_ADDRESS.exec(location.hash) ?? [];
  const { said, busy } = given;
  given.code = shown;
  const form = h("form", { id: "enrol", class: "shell-form", onsubmit: (/** @type {Event} */ event) => { event.preventDefault(); send(app); } },
    field(text("enrol.code"), { id: "code", name: "code", value: shown, autocomplete: "off", autocapitalize: "characters", spellcheck: "false" }, text("enrol.hint")));
  return {
    title: text("enrol.title"),
    content: [
      h("p", { class: "lead" }, text("enrol.words")),
      busy && notice(text("signin.busy"), { icon: "clock", attributes: { role: "status" } }),
      said && notice(said, { tone: "bad", attributes: { role: "alert" } }),
      form,
      scanner(text("enrol.scan"), { target: "code", form: "enrol" }),
      languages(app),
    ],
    actions: [button(text("enrol.go"), () => send(app), { kind: "primary", icon: "device-tablet", big: true, wide: true })],
  };
}

/** @param {import("../app.js").App} app */
async function send(app) {
  if (app.asking) return; // the code works once, so a second tap would say that it is wrong
  const typed = /** @type {HTMLInputElement} */ (document.getElementById("code")).value;
  app.asking = true;
  app.show("enrol", { code: typed, busy: true });
  const reply = await ask("POST", "/api/tablet/enrol", { json: { code: codeIn(typed) } }).finally(() => { app.asking = false; });
  if (!isGood(reply)) return app.show("enrol", { code: typed, said: reply.detail || text("waiting.not_yet") });
  const { tablet, token } = reply.data;
  app.device = { ...tablet, token };
  await keepDevice({ ...tablet, token });
  history.replaceState({}, "", "/tablet/");
  app.show("help", { from: { name: "who", given: {} } });
  await app.refresh();
  app.sending.now();
}

/**
 * Also when the whole address was scanned or pasted.
 * @param {string} typed
 */
function codeIn(typed) {
  const [, code = typed] = IN_ADDRESS.exec(typed.slice(Math.max(0, typed.indexOf("#")))) ?? [];
  return code;
}
