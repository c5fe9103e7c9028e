/* Keeps on a form which level was chosen, so that its styles leave out what "Nog niet" does not ask. */

/** @param {HTMLFormElement} form */
export function start(form) {
  const keep = () => {
    const chosen = form.querySelector("input[name=level]:checked");
    form.dataset.level = chosen instanceof HTMLInputElement ? chosen.value : "";
  };
  form.addEventListener("change", keep);
  keep();
}
