/* From what was filled in to what waits, sealed; and taking it back. */

import { toBytes, toHex } from "./core/bytes.js";
import { momentOf } from "./core/clock.js";
import { contentOf } from "./core/form.js";
import { sealItem, sealPhoto } from "./sealing/seal.js";
import { serverKey } from "./storage/device-store.js";
import { add, takeBack } from "./storage/queue-store.js";
import { localised, text } from "./words.js";

const RECENTLY_MS = 15 * 60_000; // as long as the server lets one undo
const REMEMBERED = 20;

/** @typedef {import("./core/form.js").Draft} Draft */
/** @typedef {import("./storage/vault.js").Session} Session */
/** @typedef {{id: string, grant: string, at: number, name: string, skill: string, level: string}} Saved */

/**
 * Keep these, all or none; raises when the disk is full.
 * @param {import("./app.js").App} app
 * @param {Draft[]} drafts
 * @returns {Promise<Saved[]>}
 */
export async function save(app, drafts) {
  const { session } = app;
  if (!session) throw new Error("nobody is signed in");
  const parts = app.practising ? [] : await Promise.all(drafts.map((draft) => sealed(app, session, draft)));
  await add(parts.flat(), Date.now());
  const saved = drafts.map((draft) => remembered(app, session, draft));
  await app.keepOwn({
    draft: null,
    people: firstThen(drafts.map(({ person }) => person), app.own.people),
    skills: firstThen(drafts.map(({ skill }) => skill), app.own.skills),
  });
  if (!app.practising) {
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
  const standing = app.personOf(draft.person)?.skills.find((each) => each.skill === draft.skill);
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
 * For this page only: what waits can be read by nobody, so it is called by initials.
 * @param {import("./app.js").App} app
 * @param {Session} session
 * @param {Draft} draft
 * @returns {Saved}
 */
function remembered(app, session, draft) {
  const { id } = draft;
  const person = app.personOf(draft.person);
  const skill = app.skillOf(draft.skill);
  const skillName = localised(skill?.name);
  app.labels.set(id, `${person?.initials ?? ""} · ${skillName}`);
  return { id, grant: session.id, at: Date.now(), name: person?.name ?? "", skill: skillName, level: levelName(skill, draft.level ?? 0) };
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
 * Whether these can still be undone, by whoever saved them.
 * @param {import("./app.js").App} app
 * @param {Saved[]} saved
 */
export function mayUndo(app, saved) {
  return saved.every(({ grant, at }) => grant === app.session?.id && Date.now() - at < RECENTLY_MS);
}

/**
 * What was not sent goes off the tablet; of what may have been sent, a withdrawal follows.
 * @param {import("./app.js").App} app
 * @param {Saved[]} saved
 */
export async function undo(app, saved) {
  const { session } = app;
  if (!session || app.practising) return;
  for (const { id: assessment } of saved) {
    if (await takeBack(assessment)) continue;
    const key = await serverKey();
    const id = crypto.randomUUID();
    const content = { type: "withdrawal", id, assessment, ...momentOf(session, { clock: Date.now(), monotonic: performance.now() }) };
    const item = await sealItem(content, { grant: session.grant, key: session.signing }, key);
    await add([{ id, kind: "item", key: key.id, sealed: item }], Date.now());
    app.labels.set(id, text("waiting.undo", { what: app.labels.get(assessment) ?? "" }));
  }
  app.sending.now();
  app.sending.askTheBrowser();
}
