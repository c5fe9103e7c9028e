/* What the tablet reckons without a page, a network or a clock. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { bytesOfUuid, toBytes, toHex, toText } from "../../static/js/tablet/core/bytes.js";
import { endOf, isOver, momentOf } from "../../static/js/tablet/core/clock.js";
import { allSeen, contentOf, doubtsAbout, emptyDraft, isBegun, lacks } from "../../static/js/tablet/core/form.js";
import { inOrder, isSeenToday, likely, ownFirst, urgency, withWords } from "../../static/js/tablet/core/people.js";
import { cardCode } from "../../static/js/tablet/sealing/keys.js";
import { after, dueOf, isHere, isParked, pauseAfter, sentenceOf, settledOf, toTell } from "../../static/js/tablet/core/queue.js";

const item = (more = {}) => ({
  id: "a", kind: "item", key: "k", sealed: new Uint8Array(), seq: 1, at: 0, tries: 1, alone: 0, code: null, reason: null, notBefore: 0, ...more,
});
const now = { now: 1000, alone: false };
const skill = { skill: "s", version: "v", levels: [], criteria: [{ id: "c1", text: {} }, { id: "c2", text: {} }] };

test("bytes come back from their text, whatever they are", () => {
  const bytes = Uint8Array.from({ length: 256 }, (_each, number) => number);
  assert.deepEqual(toBytes(toText(bytes)), bytes);
  assert.match(toText(bytes), /^[\w-]+$/);
  assert.deepEqual([...bytesOfUuid("00ff1000-0000-4000-8000-000000000001")].slice(0, 3), [0, 255, 16]);
  assert.equal(toHex(Uint8Array.from([0, 255, 7]).buffer), "00ff07");
});

test("only an answer that names it with done lets an item go", () => {
  assert.equal(after(item(), { id: "a", code: "saved", done: true }, now), null);
  assert.notEqual(after(item(), undefined, now), null);
  assert.notEqual(after(item(), { id: "a", code: "saved", done: false }, now), null);
});

test("what is refused is set aside for an hour, and seen", () => {
  const next = after(item(), { id: "a", code: "refused", reason: "cannot-open", done: false }, now);
  assert.equal(isParked(next), true);
  assert.equal(next.notBefore, 3_601_000);
});

test("what the server could not take now, or waits for another, goes again soon", () => {
  for (const code of ["busy", "wait"]) {
    const next = after(item({ code: "refused" }), { id: "a", code, done: false }, now);
    assert.equal(isParked(next), false);
    assert.ok(next.notBefore < 60_000);
  }
});

test("what nobody names is set aside after it went by itself three times", () => {
  let next = item();
  for (let time = 0; time < 5; time += 1) next = after(next, undefined, now);
  assert.equal(isParked(next), false);
  for (let time = 0; time < 3; time += 1) next = after(next, undefined, { now: 1000, alone: true });
  assert.equal(isParked(next), true);
});

test("the oldest goes first, and what has to wait does not", () => {
  const all = [item({ id: "b", seq: 2 }), item({ id: "a" }), item({ id: "later", notBefore: 5 }), item({ id: "p", kind: "photo" })];
  assert.deepEqual(dueOf(all, "item", 1).map(({ id }) => id), ["a", "b"]);
  assert.deepEqual(dueOf(all, "photo", 1).map(({ id }) => id), ["p"]);
});

test("one sentence says where sending stands, the worst first", () => {
  const of = (state) => sentenceOf({ asking: false, items: [], told: 0, online: true, sending: null, now: 0, ...state }).key;
  assert.equal(of({}), "sync.ok");
  assert.equal(of({ online: false }), "sync.offline");
  assert.equal(of({ told: 1, online: false }), "sync.told");
  assert.equal(of({ told: 1, items: [item()], online: false }), "sync.waiting");
  assert.equal(of({ items: [item()], now: 8 * 3_600_000 }), "sync.stale");
  assert.equal(of({ items: [item({ code: "refused" }), item()] }), "sync.problem");
  assert.equal(of({ items: [item()], sending: { done: 0, all: 1 } }), "sync.sending");
  assert.equal(of({ asking: true, items: [item()], sending: { done: 0, all: 1 } }), "signin.busy");
});

test("what left is told of, unless it is simply saved", () => {
  const answers = new Map([
    ["a", { id: "a", code: "saved", done: true }],
    ["b", { id: "b", code: "review", reason: "not-in-team", done: true }],
    ["c", { id: "c", code: "refused", done: false }],
    ["d", { id: "d", code: "gone", done: true }],
  ]);
  const told = toTell([item(), item({ id: "b" }), item({ id: "c" }), item({ id: "d", kind: "photo", of: "a" }), item({ id: "e" })], answers, 5);
  assert.deepEqual(told, [
    { id: "b", of: undefined, kind: "item", code: "review", reason: "not-in-team", at: 5 },
    { id: "d", of: "a", kind: "photo", code: "gone", reason: null, at: 5 },
  ]);
});

test("what belongs to an assessment tells the server when that is not here any more", () => {
  const photo = item({ id: "p", kind: "photo", of: "a" });
  assert.equal(settledOf(photo, [photo]), "a");
  assert.equal(settledOf(photo, [item(), photo]), undefined);
  assert.equal(settledOf(item(), [item()]), undefined);
});

test("what was saved waits here as long as its photo does", () => {
  const photo = item({ id: "b", kind: "photo", of: "a" });
  assert.equal(isHere("a", [photo]), true);
  assert.equal(isHere("a", [item({ id: "c" })]), false);
});

test("failures make it wait longer, at most five minutes", () => {
  assert.deepEqual([1, 2, 3, 20].map(pauseAfter), [1000, 2000, 4000, 300_000]);
});

test("a moment tells both clocks, and no monotonic one of a page that is gone", () => {
  const span = { grantedAt: "2026-01-01T00:00:00.000Z", endsAt: 0, anchor: 500 };
  assert.equal(momentOf(span, { clock: 0, monotonic: 1500.4 }).since_grant_ms, 1000);
  assert.equal(momentOf({ ...span, anchor: null }, { clock: 0, monotonic: 1 }).since_grant_ms, null);
});

test("a grant is over at its end, and when the clock went back behind its beginning", () => {
  const span = { grantedAt: "2026-01-01T12:00:00.000Z", endsAt: Date.parse("2026-01-02T00:00:00Z") };
  assert.equal(isOver(span, Date.parse("2026-01-01T13:00:00Z")), false);
  assert.equal(isOver(span, Date.parse("2026-01-02T00:00:00Z")), true);
  assert.equal(isOver(span, Date.parse("2016-01-01T13:00:00Z")), true);
  assert.equal(endOf({ now: "2030-01-01T00:00:00Z", until: "2030-01-01T12:00:00Z" }, 7), 7 + 12 * 3_600_000);
});

test("who is due stands first, then who was used last, then the others as they came", () => {
  const person = (id, due = null) => ({ id, name: id, initials: id, skills: [{ skill: "s", due }] });
  const people = [person("Amina de Boer"), person("Dewi Bos"), person("Bram", "practised"), person("Goran", "look-again"), person("Fatma", "asked"), person("Els")];
  assert.deepEqual(inOrder(people, ["Els"]).map(({ id }) => id), ["Fatma", "Goran", "Bram", "Els", "Amina de Boer", "Dewi Bos"]);
  assert.equal(urgency(person("x", "something new")), 4);
});

test("words are found however they are typed", () => {
  assert.deepEqual(withWords(["Kovač", "Smit"], "kovac", (name) => name), ["Kovač"]);
  assert.deepEqual(withWords(["Op tijd komen"], "tijd op", (name) => name), ["Op tijd komen"]);
});

test("what is open with somebody is likely, then what was used last, each once", () => {
  const skills = ["a", "b", "c", "d"].map((each) => ({ skill: each }));
  const standings = [{ skill: "b", due: "practised" }, { skill: "c", due: "look-again" }, { skill: "a", due: null }];
  assert.deepEqual(likely(skills, standings, ["d", "c", "gone"]).map((each) => each.skill), ["c", "b", "d"]);
});

test("five of what was used are likely, then the team's own domain, up to ten", () => {
  const skills = Array.from("abcdefghijklmnop", (each) => ({ skill: each, domain: each < "g" ? "other" : "own" }));
  const found = likely(skills, [], ["f", "e", "f", "d", "c", "b", "a"], "own").map((each) => each.skill);
  assert.deepEqual(found, [..."fedcb", ..."ghijk"]);
  assert.deepEqual(likely(skills, [], []), []);
});

test("the domains of the team's craft come first, the others in the order of the palette", () => {
  assert.deepEqual(ownFirst(["a", "b", "a", "c", "d"], ["d", "b"]), ["d", "b", "a", "c"]);
  assert.deepEqual(ownFirst(["a", "b"], []), ["a", "b"]);
});

test("a form lacks a level, or what was seen of each criterion", () => {
  const draft = emptyDraft("id", "p", "s");
  assert.deepEqual(lacks(draft, skill).map(({ field }) => field), ["level"]);
  assert.deepEqual(lacks({ ...draft, level: 2, answers: { c1: "seen" } }, skill).map(({ field }) => field), ["criterion-c2"]);
  assert.deepEqual(lacks({ ...draft, level: 0 }, skill), []);
  assert.deepEqual(lacks({ ...draft, level: 0, note: "x".repeat(301) }, skill).map(({ field }) => field), ["note"]);
  assert.deepEqual(lacks(allSeen(draft, skill, 1), skill), []);
});

test("a form is begun by anything that leaving it would lose", () => {
  const draft = emptyDraft("id", "p", "s");
  assert.equal(isBegun(draft), false);
  assert.equal(isBegun({ ...draft, note: " ", method: "simulation" }), false);
  for (const more of [{ level: 0 }, { answers: { c1: "seen" } }, { remarks: ["works_safely"] }, { note: "goed" }, { photo: "AA" }]) {
    assert.equal(isBegun({ ...draft, ...more }), true);
  }
});

test("not yet has no answers, and answers of a criterion that is gone stay behind", () => {
  const draft = { ...allSeen(emptyDraft("id", "p", "s"), skill, 2), note: " goed " };
  assert.deepEqual(contentOf({ ...draft, level: 0 }, skill).answers, {});
  assert.deepEqual(contentOf({ ...draft, answers: { ...draft.answers, old: "seen" } }, skill).answers, { c1: "seen", c2: "seen" });
  assert.equal(contentOf(draft, skill).note, "goed");
});

test("a card is known however its code was typed, also in digits of another script", () => {
  const code = "0123456789ABCDEF";
  for (const typed of ["0123 4567-89ab cdef", "https://badges.example.nl/w/0123456789ABCDEF/", "٠١٢٣٤٥٦٧٨٩ABCDEF", "０１２３４５６７８９ＡＢＣＤＥＦ", "oi23456789abcdef", "0123.4567.89ab.cdef", "0123/4567/89AB/CDEF"]) {
    assert.equal(cardCode(typed), code, typed);
  }
  assert.equal(cardCode("0123 4567"), null);
});

test("what was looked at today is known from the roster and from what was saved here", () => {
  const at = Date.parse("2026-11-29T12:00:00");
  const worker = { id: "p", name: "A", initials: "A", skills: [{ skill: "s", level: null, due: null, seen_on: "2026-11-29", latest: null }] };
  const what = { person: "p", skill: "s" };
  assert.equal(isSeenToday(what, worker, [], at), true);
  assert.equal(isSeenToday(what, worker, [], at + 86_400_000), false);
  assert.equal(isSeenToday({ ...what, skill: "t" }, worker, [], at), false);
  assert.equal(isSeenToday({ ...what, skill: "t" }, worker, [{ person: "p", skill: "t", at }], at), true);
  assert.equal(isSeenToday({ ...what, skill: "t" }, worker, [{ person: "q", skill: "t", at }], at), false);
  assert.equal(isSeenToday({ ...what, skill: "t" }, undefined, [{ person: "p", skill: "t", at: at - 86_400_000 }], at), false);
});

test("a second look on one day is asked about, and a level below the badge", () => {
  assert.equal(doubtsAbout({ level: 2 }, null, false), null);
  assert.equal(doubtsAbout({ level: 2 }, 2, false), null);
  assert.deepEqual(doubtsAbout({ level: 2 }, null, true), { held: null, today: true });
  assert.deepEqual(doubtsAbout({ level: 0 }, 2, false), { held: 2, today: false });
  assert.deepEqual(doubtsAbout({ level: 1 }, 2, true), { held: 2, today: true });
});
