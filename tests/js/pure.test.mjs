/* What the scripts of pages reckon without a page. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { sentencesOf } from "../../static/js/page/read-aloud.js";
import { lastPart } from "../../static/js/page/scan-code.js";
import { clock } from "../../static/js/page/voice.js";
import { fold } from "../../static/js/shared/fold.js";

test("a search knows no accents, capitals or double spaces", () => {
  assert.equal(fold("  Café\n  ÉÉN "), "cafe een");
});

test("the code of a card stands at the end of its address", () => {
  assert.equal(lastPart("https://badges.example/card/0000111122223333"), "0000111122223333");
  assert.equal(lastPart("https://badges.example/card/0000111122223333/"), "0000111122223333");
  assert.equal(lastPart("0000111122223333"), "0000111122223333");
});

test("a text is read sentence by sentence", () => {
  assert.deepEqual(sentencesOf("Goed gedaan! Je kunt\n dit  nu."), ["Goed gedaan!", "Je kunt", "dit  nu."]);
  assert.deepEqual(sentencesOf("ሰላም። ከመይ ኣለኻ።"), ["ሰላም።", "ከመይ ኣለኻ።"]);
  assert.deepEqual(sentencesOf("هل هذا صحيح؟ نعم."), ["هل هذا صحيح؟", "نعم."]);
  assert.deepEqual(sentencesOf("  \n"), []);
});

test("a minute is a minute", () => {
  assert.equal(clock(5), "0:05");
  assert.equal(clock(60), "1:00");
});
