/* Holds static/ to the promise of browsers: `node compatibility/check.mjs` names what one of them lacks. */

import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { scriptFaults } from "./scripts.mjs";
import { styleFaults } from "./styles.mjs";

/** What may be lacking, and why nobody misses it. */
const HARMLESS = new Map(Object.entries({
  "api.SpeechSynthesis*": "the button is shown only where the browser speaks",
  "properties.cursor*": "fingers have no pointer",
  "properties.text-wrap*": "lines break elsewhere",
  "properties.hyphenate-limit-chars": "short words are hyphenated too",
  "properties.text-size-adjust": "written with the prefix that phones know",
  "properties.resize*": "the text area keeps its size and scrolls",
  "properties.size": "the paper is chosen in the print dialog",
  "properties.break-after.avoid": "a heading may stand at the foot of printed paper",
  "properties.forced-color-adjust*": "only asked where colours are forced",
  "properties.text-decoration.wavy": "the line is straight",
  "at-rules.page": "the paper is chosen in the print dialog",
  "media.forced-colors": "a browser that forces no colours needs no rule for it",
  "selectors.selection": "the selection has the colour of the system",
}));
const STATIC = fileURLToPath(new URL("../../../static/", import.meta.url));

const files = readdirSync(STATIC, { recursive: true }).map((name) => `${STATIC}${name}`).filter((name) => !name.includes("/vendor/"));
const faults = [
  ...scriptFaults(files.filter((name) => name.endsWith(".js"))),
  ...styleFaults(files.filter((name) => name.endsWith(".css"))),
];
const real = faults.filter(({ key }) => ![...HARMLESS.keys()].some((excuse) => covers(excuse, key)));
for (const { key, where, browsers } of real) console.log(`${where}: ${key} is not in ${browsers.join(", ")}`);
const idle = [...HARMLESS.keys()].filter((key) => !faults.some((fault) => covers(key, fault.key)));
for (const key of idle) console.log(`${key} is excused but lacks nowhere: take it from the list`);
process.exitCode = real.length + idle.length ? 1 : 0;

function covers(excuse, key) {
  return excuse.endsWith("*") ? key.startsWith(excuse.slice(0, -1)) : key === excuse;
}
