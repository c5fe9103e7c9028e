/* `node instrument.mjs FROM TO`: copies of the scripts in FROM that tell the test server which of their functions ran,
   and TO/functions.json with all functions there are: a test run names those that no test ran. */

import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { createInstrumenter } from "istanbul-lib-instrument";

/* Stands before each script. Functions are told of when they first run, not at the end of the page: a browser that is
   closed by a test sends nothing any more. What could not be told without a network is told later, by the next page
   if it has to be. */
const TELLS = `globalThis.__coverage__ ??= (() => {
  const AT = "/functions-that-ran", KEPT = "functions-that-ran";
  const kept = globalThis.localStorage; // a worker has none, and no beacon
  const tell = (told) => navigator.sendBeacon?.(AT, told) ?? fetch(AT, { method: "POST", body: told });
  const keep = (told) => kept.setItem(KEPT, (kept.getItem(KEPT) ?? "") + told + "\\n");
  const tellKept = () => {
    const all = kept.getItem(KEPT);
    kept.removeItem(KEPT);
    if (all) tell(all);
  };
  if (kept) addEventListener("online", tellKept);
  if (kept && navigator.onLine) tellKept();
  return new Proxy({}, { set(all, file, script) {
    script.f = new Proxy(script.f, { set(counts, number, count) {
      if (!counts[number]) (kept && !navigator.onLine ? keep : tell)(file + " " + number);
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
