/* Hides what does not match while one types; the form still works for who presses Enter elsewhere. */

import { fold } from "../shared/fold.js";

export function start(form) {
  const target = document.getElementById(form.dataset.filters);
  const input = form.querySelector('input[type="search"]');
  const count = form.querySelector('[role="status"]');
  if (!target || !input) return;
  const items = [...target.querySelectorAll(":scope tbody > tr, :scope > li, :scope > ul > li")]
    .map((element) => ({ element, text: fold(element.textContent) }));

  const filter = () => {
    const words = fold(input.value).split(" ").filter(Boolean);
    let found = 0;
    for (const { element, text } of items) {
      element.hidden = !words.every((word) => text.includes(word));
      if (!element.hidden) found += 1;
    }
    if (!count) return;
    const { some, none } = form.dataset;
    count.textContent = words.length === 0 ? "" : found === 0 ? none : some.replace("{n}", found);
  };
  input.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  if (input.value) filter();
}
