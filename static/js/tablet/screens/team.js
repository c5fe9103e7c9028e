/* The team: who is due first, then whom this leader saw last. */

import { inOrder, urgency, withWords } from "../core/people.js";
import { button, emptyState, h, list, notice, personTile } from "../draw.js";
import { signOut, withTeam } from "../session.js";
import { dayOf, text } from "../words.js";
import { toRecent } from "./recent.js";
import { take } from "./who.js";

const MANY = 8;
const DUE = ["due.asked", "due.look-again", "due.runs-out", "due.practised"];

/**
 * @param {import("../app.js").App} app
 * @param {{query?: string, leaving?: boolean, said?: string}} given
 * @returns {import("../app.js").Drawn}
 */
export function draw(app, given) {
  const { session } = app;
  if (!session) return { title: text("signin.who"), content: [] };
  const people = inOrder(session.people, app.own.people);
  const due = people.filter((person) => urgency(person) < DUE.length).length;
  const tiles = h("div", { id: "team-list" });
  const fill = () => tiles.replaceChildren(grid(app, withWords(people, given.query ?? "", ({ name }) => name)));
  fill();
  return {
    title: session.team.name,
    content: [
      given.said && notice(given.said, { tone: "warn", attributes: { role: "alert" } }),
      given.leaving && !app.online && notice(text("signout.offline"), { tone: "warn", attributes: { role: "alert" } },
        h("div", { class: "buttons" }, button(text("lock.button"), () => app.lock(), { icon: "lock" }), button(text("signout.yes"), () => leave(app), { icon: "logout", attributes: { id: "signout-sure" } }))),
      isOld(session.madeAt) && notice(text("roster.old", { moment: dayOf(session.madeAt) }), { tone: "warn" }),
      people.length ? h("p", { class: "lead" }, due ? text("team.due", { num: due }) : text("team.who")) : emptyState("people", text("team.empty"), text("team.empty_words")),
      otherTeams(app, session),
      people.length > MANY && search(given, fill),
      tiles,
    ],
    actions: [
      people.length > 0 && button(text("together.start"), () => app.show("together"), { icon: "users", big: true }),
      toRecent(app),
      button(text("signout"), () => (app.online || app.practising ? leave(app) : askFirst(app, given)), { icon: "logout" }),
    ].filter((each) => each instanceof Node),
  };
}

/**
 * Of whoever leads more than one.
 * @param {import("../app.js").App} app
 * @param {import("../storage/vault.js").Session} session
 */
function otherTeams(app, session) {
  const { teams } = session;
  if (!teams?.length) return null;
  return h("div", { class: "buttons shell-teams" }, ...teams.map(({ id, name }) => button(text("team.to", { name }), () => take(app, () => withTeam(session, id), "team"), { icon: "users" })));
}

/** @param {string} madeAt */
function isOld(madeAt) {
  return new Date(madeAt).toDateString() !== new Date().toDateString();
}

/**
 * @param {import("../app.js").App} app
 * @param {import("../core/people.js").Worker[]} people
 */
function grid(app, people) {
  if (people.length === 0 && app.session?.people.length) return emptyState("search", text("search.nobody"), text("search.other"));
  const tiles = people.map((person) => {
    const place = urgency(person);
    const key = DUE[place];
    return personTile(person, () => app.show("skills", { person: person.id }), key ? { note: text(key), tone: place < 3 ? "warn" : undefined } : {});
  });
  return list(tiles, "grid grid--small");
}

/**
 * @param {{query?: string}} given
 * @param {() => void} fill
 * @param {string} [label]
 */
export function search(given, fill, label = "search.label") {
  const hear = (/** @type {Event} */ event) => {
    given.query = /** @type {HTMLInputElement} */ (event.target).value;
    fill();
  };
  return h("div", { class: "field" }, h("label", { class: "field__label", for: "search" }, text(label)),
    h("input", { class: "input", id: "search", type: "search", autocomplete: "off", value: given.query ?? "", oninput: hear }));
}

/**
 * What only a network brings back, is not wiped by a tap.
 * @param {import("../app.js").App} app
 * @param {{leaving?: boolean}} given
 */
function askFirst(app, given) {
  given.leaving = true;
  app.again();
  window.scrollTo(0, 0);
}

/** @param {import("../app.js").App} app */
async function leave(app) {
  const { session, practising } = app;
  if (!session || practising) return app.lock();
  app.lock({ bye: session.leader.name });
  await signOut(session);
}
