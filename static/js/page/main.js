/* Starts a script for every element with data-module="name other-name".
   Every page works without; a module only makes it nicer. */

import { report, watchLoading } from "./trouble.js";

watchLoading();
const starting = [];
for (const element of document.querySelectorAll("[data-module]")) {
  for (const name of element.getAttribute("data-module")?.split(" ") ?? []) {
    starting.push(import(`./${name}.js`).then(({ start }) => start(element)).catch(report(name)));
  }
}
// The page has loaded before they have: whoever waits for them looks at this.
Promise.all(starting).then(() => { document.documentElement.dataset.scripts = "started"; });
