/* Practice: the same screens with people who do not exist. Nothing is kept or sent. */

import { nothing } from "./storage/vault.js";
import { text } from "./words.js";

const NAMES = ["Anouk", "Bilal", "Chantal", "Dragan", "Esra", "Freek"];

/** @param {import("./app.js").App} app */
export async function practice(app) {
  const people = NAMES.map((name) => ({ id: name, name, initials: name.slice(0, 1), skills: [] }));
  const key = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  app.practising = true;
  app.own = nothing();
  app.session = {
    id: "practice", grant: "", secret: "", leader: { id: "practice", name: text("practice.you"), initials: "" }, team: { id: "practice", name: text("practice.team") },
    people, madeAt: new Date().toISOString(), grantedAt: new Date().toISOString(), endsAt: Infinity, anchor: null, key, signing: key,
  };
  app.show("team");
}
