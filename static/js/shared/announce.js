/* Says something to people who do not see that the page changed. */

/** @type {HTMLElement | undefined} */
let region;

/** @param {string} sentence */
export function announce(sentence) {
  const spoken = region ?? makeRegion();
  spoken.textContent = "";
  requestAnimationFrame(() => { spoken.textContent = sentence; });
}

function makeRegion() {
  region = document.createElement("div");
  region.className = "visually-hidden";
  region.setAttribute("role", "status");
  document.body.append(region);
  return region;
}
