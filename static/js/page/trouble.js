/* Says so once, on top of the page, when a part of it did not come: a script, a picture, a style sheet. */

/** @param {string} name */
export function report(name) {
  return (/** @type {unknown} */ error) => {
    show();
    console.error(`${name} did not start`, error);
  };
}

/* What came late is told by its error; what failed before this script ran is looked at once. */
export function watchLoading() {
  document.addEventListener("error", show, { capture: true });
  if ([...document.images].some(isBroken) || [...document.querySelectorAll("link")].some(isMissing)) show();
}

/** @param {HTMLImageElement} image */
function isBroken(image) {
  return image.complete && image.naturalWidth === 0 && Boolean(image.currentSrc);
}

/** @param {HTMLLinkElement} link */
function isMissing(link) {
  return link.rel === "stylesheet" && !link.sheet?.cssRules.length; // Chromium makes an empty one
}

function show() {
  const spare = document.querySelector("template[data-trouble]");
  if (!(spare instanceof HTMLTemplateElement)) return;
  spare.replaceWith(spare.content);
}
