/* The check of browsers finds what it is there for. */

import assert from "node:assert/strict";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";

import { reaches } from "./compatibility/promise.mjs";
import { scriptFaults } from "./compatibility/scripts.mjs";
import { faultsIn } from "./compatibility/styles.mjs";

const keysOf = (css) => faultsIn(css, "test.css").map(({ key }) => key);

function keysOfScript(text) {
  const file = join(mkdtempSync(join(tmpdir(), "script-")), "test.js");
  writeFileSync(file, text);
  return scriptFaults([file]).map(({ key }) => key);
}

test("a version reaches another by number, not by letter", () => {
  assert.equal(reaches("15.4", "15.4"), true);
  assert.equal(reaches("9", "15.4"), true);
  assert.equal(reaches("≤37", "100"), true);
  assert.equal(reaches("15.10", "15.4"), false);
  assert.equal(reaches("preview", "100"), false);
  assert.equal(reaches(false, "100"), false);
});

test("a script that asks what a promised browser lacks is told", () => {
  assert.deepEqual(keysOfScript("document.body.checkVisibility();"), ["api.Element.checkVisibility"]);
  assert.deepEqual(keysOfScript("document.forms[0].requestSubmit();"), ["api.HTMLFormElement.requestSubmit"]);
  assert.deepEqual(keysOfScript("[1].toSorted();"), ["javascript.builtins.Array.toSorted"]);
  assert.deepEqual(keysOfScript('createImageBitmap(new Blob(), { imageOrientation: "from-image" });'), [
    "api.createImageBitmap.options_imageOrientation_parameter.from-image",
  ]);
});

test("a script that asks what all have is not", () => {
  assert.deepEqual(keysOfScript('document.querySelector("a")?.closest("li"); [1].at(-1);'), []);
});

test("a style that a promised browser lacks is told", () => {
  assert.deepEqual(keysOf("a:has(b) { color: red; }"), ["selectors.has"]);
  assert.deepEqual(keysOf("a { hyphens: auto; }"), ["properties.hyphens"]);
  assert.deepEqual(keysOf("a { height: 100dvh; }"), ["properties.height.dvh"]);
  assert.deepEqual(keysOf("a::backdrop { background: var(--veil); }"), ["selectors.backdrop.var"]);
});

test("a style with its fallback is not", () => {
  assert.deepEqual(keysOf("@supports selector(:has(*)) { a:has(b) { color: red; } }"), []);
  assert.deepEqual(keysOf("a { -webkit-hyphens: auto; hyphens: auto; }"), []);
  assert.deepEqual(keysOf("a { height: 100vh; height: 100dvh; }"), []);
});
