/* "Who are you?": the leaders of this site, and the card that always works. */

import { button, emptyState, field, h, list, notice, personTile } from "../draw.js";
import { practice } from "../practice.js";
import { scanner } from "../scanner.js";
import { withCard } from "../session.js";
import { text } from "../words.js";
import { languages } from "./languages.js";

/**
 * @param {import("../app.js").App} app
 * @param {{said?: string, bye?: string, card?: string, teams?: {id: string, name: string}[], again?: (team: string) => Promise<import("../session.js").Outcome>}} given
 * @returns {import("../app.js").Drawn}
 */
export function draw(app, given) {
  const { said, bye, teams, again } = given;
  if (teams && again) return teamChoice(app, teams, again);
  return {
    title: text("signin.who"),
    content: [
      said && notice(said, { tone: "bad", attributes: { role: "alert" } }),
      bye && notice(text("signout.bye", { name: bye }), { tone: "good", attributes: { role: "status" } }),
      leaderTiles(app),
      cardForm(app, given),
      h("div", { class: "buttons" }, app.palette && button(text("practice.start"), () => practice(app), { icon: "school" })),
      languages(app),
    ],
  };
}

/** @param {import("../app.js").App} app */
function leaderTiles(app) {
  if (app.leaders?.length) {
    const tiles = app.leaders.map((leader) => personTile(leader, () => app.show("pin", { leader, said: leader.pin === "open" ? undefined : text("signin.card_only"), closed: leader.pin !== "open" })));
    return list(tiles, "grid grid--small");
  }
  if (app.leaders) return emptyState("people", text("signin.nobody"), text("signin.nobody_words"));
  return app.online ? null : notice(text("signin.only_card"));
}

/**
 * What was typed stays when the leaders come in meanwhile.
 * @param {import("../app.js").App} app
 * @param {{card?: string}} given
 */
export function cardForm(app, given) {
  const type = (/** @type {Event} */ event) => { given.card = /** @type {HTMLInputElement} */ (event.target).value; };
  const enter = (/** @type {Event} */ event) => {
    event.preventDefault();
    const { value } = /** @type {HTMLInputElement} */ (document.getElementById("card"));
    take(app, (team) => withCard(value, team));
  };
  return h("section", { class: "section", "aria-labelledby": "with-card" }, h("h2", { id: "with-card" }, text("signin.card")),
    scanner(text("signin.scan"), { target: "card", form: "card-form" }),
    h("form", { id: "card-form", class: "shell-form shell-form--row", onsubmit: enter },
      field(text("signin.code"), { id: "card", value: given.card ?? "", oninput: type, autocomplete: "off", autocapitalize: "characters", spellcheck: "false" }),
      h("button", { class: "button button--plain", type: "submit" }, text("signin.go"))));
}

/** @type {unknown} from which showing of a screen somebody tries to get in */
let asked = null;

/**
 * Try, and show what came of it.
 * @param {import("../app.js").App} app
 * @param {(team: string | null) => Promise<import("../session.js").Outcome>} attempt
 * @param {import("../app.js").ScreenName} [screen] where to say what went wrong
 * @param {any} [given]
 */
export async function take(app, attempt, screen = "who", given = {}) {
  const { shown } = app;
  if (shown === asked) return; // a second tap while the server thinks would count as a second try
  asked = shown;
  app.asking = true;
  app.tellStatus();
  const outcome = await attempt(null).finally(() => { asked = null; app.asking = false; app.tellStatus(); });
  if (app.shown !== shown) return; // somebody went on meanwhile, perhaps as another leader
  if (outcome.session) return app.enter(outcome.session);
  if (outcome.teams) return app.show("who", { teams: outcome.teams, again: attempt });
  app.show(screen, { ...given, closed: outcome.key === "signin.locked", said: outcome.detail || text(outcome.key ?? "signin.refused", outcome.values) });
}

/**
 * @param {import("../app.js").App} app
 * @param {{id: string, name: string}[]} teams
 * @param {(team: string) => Promise<import("../session.js").Outcome>} again
 * @returns {import("../app.js").Drawn}
 */
function teamChoice(app, teams, again) {
  const choose = (/** @type {string} */ team) => take(app, () => again(team));
  return {
    title: text("signin.team"),
    back: () => app.show("who"),
    content: [h("div", { class: "shell-stack" }, ...teams.map(({ id, name }) => button(name, () => choose(id), { big: true, wide: true, icon: "users" })))],
  };
}
