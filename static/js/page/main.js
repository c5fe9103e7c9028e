/* Starts a script for every element with data-module="name other-name".
   Every page works without; a module only makes it nicer. */

for (const element of document.querySelectorAll("[data-module]")) {
  for (const name of element.dataset.module.split(" ")) {
    import(`./${name}.js`).then(({ start }) => start(element));
  }
}
