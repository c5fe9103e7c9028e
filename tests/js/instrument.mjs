/* `node instrument.mjs FROM TO`: copies of the scripts in FROM that tell the test server which of their functions ran,
   and TO/functions.json with all functions there are: a test run names those that no test ran. */

import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { createInstrumenter } from "istanbul-lib-instrument";

/* Stands before each script. Functions are told of soon after they first run, those of one moment together, and not at
   the end of the page: a browser that is closed by a test sends nothing any more. What could not be told without a
   network is told later, by the next page if it has to be. */
const TELLS = `globalThis.__coverage__ ??= (() => {
  const AT = "/functions-that-ran", KEPT = "functions-that-ran", SOON = 150;
  const kept = globalThis.localStorage; // a worker has none, and no beacon
  const post = (told) => navigator.sendBeacon?.(AT, told) ?? fetch(AT, { method: "POST", body: told });
  const keep = (told) => kept.setItem(KEPT, (kept.getItem(KEPT) ?? "") + told);
  const tell = (told) => (kept && !navigator.onLine ? keep : post)(told);
  const tellKept = () => {
    const all = kept.getItem(KEPT);
    kept.removeItem(KEPT);
    if (all) post(all);
  };
  // on the tablet not at once: while a page asks for something, Chromium holds up a new release. No test stops this clock.
  const isTablet = globalThis.location.pathname.startsWith("/tablet/");
  const later = isTablet ? (tell) => { AbortSignal.timeout(SOON).onabort = tell; } : queueMicrotask;
  let ran = "", leaving = false;
  const tellAll = () => {
    if (ran) tell(ran);
    ran = "";
  };
  globalThis.tellOfFunctions = tellAll; // for a test that ends
  const note = (key) => {
    if (leaving || !kept) return tell(key); // a worker is ended at any time
    if (!ran) later(tellAll);
    ran += key;
  };
  if (kept) {
    addEventListener("online", tellKept);
    addEventListener("pagehide", () => { leaving = true; tellAll(); });
    addEventListener("pageshow", () => { leaving = false; });
    if (navigator.onLine) tellKept();
  }
  return new Proxy({}, { set(all, file, script) {
    script.f = new Proxy(script.f, { set(counts, number, count) {
      if (!counts[number]) note(file + " " + number + "\\n");
      counts[number] = count;
      return true;
    } });
    all[file] = script;
    return true;
  } });
})();
`;

const [from, to] = process.argv.slice(2);
const functions = [];
for (const file of readdirSync(from, { recursive: true }).filter(isOurs)) {
  const instrumenter = createInstrumenter({ esModules: true, coverageGlobalScopeFunc: false, coverageGlobalScope: "globalThis" });
  const text = instrumenter.instrumentSync(readFileSync(join(from, file), "utf-8"), file);
  for (const [number, { name, loc }] of Object.entries(instrumenter.lastFileCoverage().fnMap)) {
    functions.push({ key: `${file} ${number}`, where: `${file}:${loc.start.line} ${name}` });
  }
  mkdirSync(dirname(join(to, file)), { recursive: true });
  writeFileSync(join(to, file), TELLS + text);
}
writeFileSync(join(to, "functions.json"), JSON.stringify(functions));

function isOurs(file) {
  return file.endsWith(".js") && !file.startsWith("vendor");
}
