/* Starts a script for every element with data-module="name other-name".
   Every page works without; a module only makes it nicer. */

import { report, watchLoading } from "./trouble.js";

watchLoading();
for (const element of document.querySelectorAll("[data-module]")) {
  for (const name of element.getAttribute("data-module")?.split(" ") ?? []) {
    import(`./${name}.js`).then(({ start }) => start(element)).catch(report(name));
  }
}
