/* From what was filled in to what waits, sealed; and taking it back. */

import { toBytes, toHex } from "./core/bytes.js";
import { momentOf } from "./core/clock.js";
import { contentOf } from "./core/form.js";
import { dateOf } from "./core/people.js";
import { h, withNames } from "./draw.js";
import { sealItem, sealPhoto } from "./sealing/seal.js";
import { serverKey } from "./storage/device-store.js";
import { add, takeBack } from "./storage/queue-store.js";
import { localised, text } from "./words.js";

const RECENTLY_MS = 15 * 60_000; // as long as the server lets one undo
const REMEMBERED = 20;

/** @typedef {import("./core/form.js").Draft} Draft */
/** @typedef {import("./storage/vault.js").Session} Session */
/** @typedef {{id: string, team: string, at: number, person: string, skill: string, level: number}} Saved */
/** What signs under a grant, and reckons the time. @typedef {Pick<Session, "id" | "grant" | "signing" | "grantedAt" | "endsAt" | "anchor">} Signer */
/** What a worker says. @typedef {{answer: "agrees" | "objects" | "later", about: string | null, reason: string}} Answer */

/**
 * Keep these, all or none; raises when the disk is full.
 * @param {import("./app.js").App} app
 * @param {Draft[]} drafts
 * @returns {Promise<Saved[]>}
 */
export async function save(app, drafts) {
  const { session, own } = app; // the leader may be out, or another one in, before it is sealed
  if (!session) throw new Error("nobody is signed in");
  const parts = app.practising ? [] : await Promise.all(drafts.map((draft) => sealed(app, session, draft)));
  await add(parts.flat(), Date.now());
  const saved = drafts.map((draft) => remembered(app, session, draft));
  await app.keepOwn(session, {
    draft: null,
    several: null,
    people: firstThen(drafts.map(({ person }) => person), own.people),
    skills: firstThen(drafts.map(({ skill }) => skill), own.skills),
    saved: [...saved, ...own.saved].filter(({ at }) => dateOf(at) === dateOf(Date.now())),
  });
  if (parts.length) {
    app.looks.push(...saved);
    app.sending.now();
    app.sending.askTheBrowser();
  }
  return saved;
}

/**
 * @param {string[]} now
 * @param {string[]} before
 */
function firstThen(now, before) {
  return [...new Set([...now, ...before])].slice(0, REMEMBERED);
}

/**
 * The item and perhaps its photo.
 * @param {import("./app.js").App} app
 * @param {Session} session
 * @param {Draft} draft
 */
async function sealed(app, session, draft) {
  const { id } = draft;
  const key = await serverKey();
  const skill = app.skillOf(draft.skill);
  if (!skill) throw new Error("the palette has no such skill");
  const photo = draft.photo ? { id: crypto.randomUUID(), bytes: toBytes(draft.photo) } : null;
  const hash = photo && toHex(await crypto.subtle.digest("SHA-256", photo.bytes));
  const standing = personIn(session, draft.person)?.skills.find((each) => each.skill === draft.skill);
  const content = {
    ...contentOf(draft, skill), id, based_on: standing?.latest ?? null,
    photo: photo && { id: photo.id, sha256: hash },
    ...momentOf(session, { clock: Date.now(), monotonic: performance.now() }),
  };
  const item = { id, kind: /** @type {const} */ ("item"), key: key.id, sealed: await sealItem(content, { grant: session.grant, key: session.signing }, key) };
  if (!photo) return [item];
  return [item, { id: photo.id, kind: /** @type {const} */ ("photo"), key: key.id, sealed: await sealPhoto(photo.bytes, photo.id, key), of: id }];
}

/**
 * What waits can be read by nobody, so for this page only it is called by initials; the rest is for the leader alone.
 * @param {import("./app.js").App} app
 * @param {Session} session
 * @param {Draft} draft
 * @returns {Saved}
 */
function remembered(app, session, draft) {
  const { id, person, skill } = draft;
  app.labels.set(id, `${personIn(session, person)?.initials ?? ""} · ${localised(app.skillOf(skill)?.name)}`);
  return { id, team: session.team.id, at: Date.now(), person, skill, level: draft.level ?? 0 };
}

/**
 * @param {Session} session
 * @param {string} id
 */
function personIn({ people }, id) {
  return people.find((person) => person.id === id);
}

/**
 * One line about something that was saved.
 * @param {import("./app.js").App} app
 * @param {Saved} saved
 */
export function inWords(app, { person, skill, level }) {
  const found = app.skillOf(skill);
  const name = app.personOf(person)?.name ?? text("team.gone");
  const sentence = text("saved.line", { name, skill: localised(found?.name), level: levelName(found, level) });
  return h("span", {}, ...withNames(sentence, name));
}

/**
 * @param {import("./core/people.js").Skill | undefined} skill
 * @param {number} level
 */
export function levelName(skill, level) {
  const found = skill?.levels.find((each) => each.level === level);
  return found ? localised(found.name) : text("level.0");
}

/**
 * Whether whoever saved these can still undo them.
 * @param {Saved[]} saved
 */
export function mayUndo(saved) {
  return saved.every(({ at }) => Date.now() - at < RECENTLY_MS);
}

/**
 * What this leader saved with this team, and can still undo; the last one first.
 * @param {import("./app.js").App} app
 */
export function justSaved(app) {
  return app.own.saved.filter((each) => each.team === app.session?.team.id && mayUndo([each]));
}

/**
 * What was not sent goes off the tablet; of what may have been sent, a withdrawal follows.
 * @param {import("./app.js").App} app
 * @param {Saved[]} saved
 */
export async function undo(app, saved) {
  const { session, own } = app;
  if (!session) return;
  const ids = saved.map(({ id }) => id);
  app.looks = app.looks.filter(({ id }) => !ids.includes(id));
  await app.keepOwn(session, { saved: own.saved.filter(({ id }) => !ids.includes(id)) });
  if (!session.grant) return; // practice
  for (const assessment of ids) {
    if (await takeBack(assessment)) continue;
    const id = await addLater(session, assessment, { type: "withdrawal" });
    app.labels.set(id, text("waiting.undo", { what: app.labels.get(assessment) ?? "" }));
  }
  app.sending.now();
  app.sending.askTheBrowser();
}

/**
 * What the worker says to whom the tablet was handed, also that it is later: so what waits does not tell the leader
 * whether somebody objected. Raises when the disk is full.
 * @param {import("./app.js").App} app
 * @param {{assessment: string, label: string, signer: Signer}} handed
 * @param {Answer} said
 */
export async function answer(app, { assessment, label, signer }, said) {
  const id = await addLater(signer, assessment, { type: "response", ...said });
  app.labels.set(id, label);
  app.sending.now();
  app.sending.askTheBrowser();
}

/**
 * Something about an assessment that was saved before; gives its id.
 * @param {Signer} signer
 * @param {string} assessment
 * @param {object} what
 */
async function addLater(signer, assessment, what) {
  const key = await serverKey();
  const id = crypto.randomUUID();
  const content = { ...what, id, assessment, ...momentOf(signer, { clock: Date.now(), monotonic: performance.now() }) };
  const item = await sealItem(content, { grant: signer.grant, key: signer.signing }, key);
  await add([{ id, kind: "item", key: key.id, sealed: item, of: assessment }], Date.now());
  return id;
}
