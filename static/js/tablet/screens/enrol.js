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
 * @param {{said?: string, code?: string}} given
 * @returns {import("../app.js").Drawn}
 */
export function draw(app, given) {
  const [, shown = given.code ?? ""] = IN_ADDRESS.exec(location.hash) ?? [];
  const { said } = given;
  given.code = shown;
  const form = h("form", { id: "enrol", class: "shell-form", onsubmit: (/** @type {Event} */ event) => { event.preventDefault(); send(app); } },
    field(text("enrol.code"), { id: "code", name: "code", value: shown, autocomplete: "off", autocapitalize: "characters", spellcheck: "false" }, text("enrol.hint")));
  return {
    title: text("enrol.title"),
    content: [
      h("p", { class: "lead" }, text("enrol.words")),
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
  const typed = /** @type {HTMLInputElement} */ (document.getElementById("code")).value;
  const [, code = typed] = IN_ADDRESS.exec(typed.slice(Math.max(0, typed.indexOf("#")))) ?? [];
  const reply = await ask("POST", "/api/tablet/enrol", { json: { code } });
  if (!isGood(reply)) return app.show("enrol", { said: reply.detail || text("signin.offline") });
  const { tablet, token } = reply.data;
  app.device = { ...tablet, token };
  await keepDevice({ ...tablet, token });
  history.replaceState({}, "", "/tablet/");
  app.show("help", { from: { name: "who", given: {} } });
  await app.refresh();
  app.sending.now();
}
