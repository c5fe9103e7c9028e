/* `node instrument.mjs FROM TO`: copies of the scripts in FROM that tell the test server which of their functions ran,
   and TO/functions.json with all functions there are: a test run names those that no test ran. */

import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { createInstrumenter } from "istanbul-lib-instrument";

/* Stands before each script. A function tells of its first run at once, not at the end of the page: a browser that is
   closed by a test sends nothing any more. */
const TELLS = `globalThis.__coverage__ ??= new Proxy({}, { set(all, file, script) {
  script.f = new Proxy(script.f, { set(counts, number, count) {
    const told = file + " " + number; // a worker has no beacon
    if (!counts[number]) navigator.sendBeacon?.("/functions-that-ran", told) ?? fetch("/functions-that-ran", { method: "POST", body: told });
    counts[number] = count;
    return true;
  } });
  all[file] = script;
  return true;
} });
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
