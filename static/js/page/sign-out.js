/* A page of somebody who is signed in never comes back out of the browser's memory: after signing out, Back in Safari
   would show names again. */

/** @param {HTMLFormElement} form the one that signs out, on every such page */
export function start(form) {
  window.addEventListener("pageshow", ({ persisted }) => {
    if (!persisted) return;
    form.ownerDocument.body.hidden = true;
    location.reload();
  });
}
