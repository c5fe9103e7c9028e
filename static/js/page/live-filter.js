/* Hides what does not match, in its text or in the words that it is found by, while one types; Enter goes to the only
   one that does. Where nothing on the page matches, Enter asks the server, which may know more than the page shows. */

import { byId, find, words } from "../shared/find.js";
import { fold } from "../shared/fold.js";

/** @param {HTMLFormElement} form */
export function start(form) {
  const input = find(form, 'input[type="search"]', HTMLInputElement);
  const count = find(form, '[role="status"]', HTMLElement);
  const list = byId(words(form, "filters"), HTMLElement);
  const items = elementsIn(list, "[data-filter-item]").map((item) => ({ item, text: fold(`${item.textContent} ${item.dataset["filterWords"] ?? ""}`) }));
  const groups = elementsIn(list, "[data-filter-group]");
  const found = () => items.filter(({ item }) => !item.hidden);

  const filter = () => {
    const wanted = fold(input.value).split(" ").filter(Boolean);
    for (const { item, text } of items) item.hidden = !wanted.every((word) => text.includes(word));
    for (const group of groups) group.hidden = elementsIn(group, "[data-filter-item]").every((item) => item.hidden);
    const { length } = found();
    const sentence = length === 0 ? words(form, "none") : words(form, "some").replace("{n}", String(length));
    count.textContent = wanted.length === 0 ? "" : sentence;
  };
  input.addEventListener("input", filter);
  form.addEventListener("submit", (event) => {
    const hits = found();
    // A page that was searched already holds a part of the list.
    if (hits.length !== 1 && (hits.length === 0 || input.defaultValue)) return;
    event.preventDefault();
    if (hits.length === 1) hits[0]?.item.querySelector("a")?.click();
  });
  if (input.value) filter();
}

/**
 * @param {ParentNode} root
 * @param {string} selector
 */
function elementsIn(root, selector) {
  return [...root.querySelectorAll(selector)].filter((each) => each instanceof HTMLElement);
}
