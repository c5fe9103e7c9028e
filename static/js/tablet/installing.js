/* Keeps the tablet's files for when there is no network, and asks before a new release takes over. */

/** @type {{prompt(): Promise<unknown>} | null} */
let offered = null;
window.addEventListener("beforeinstallprompt", (event) => {
  event.preventDefault();
  offered = /** @type {any} */ (event);
});

/** The browser's own question whether to put it on the first screen; null where it has none. */
export function installation() {
  return offered && (() => offered?.prompt());
}

export function isInstalled() {
  return matchMedia("(display-mode: fullscreen), (display-mode: standalone)").matches;
}

/** Old browsers lack some of it, and every browser does without HTTPS. */
export function canWork() {
  return Boolean(globalThis.crypto?.subtle && globalThis.indexedDB && navigator.locks && globalThis.BroadcastChannel);
}

/** @param {import("./frame.js").Frame} frame */
export async function install(frame) {
  if (!navigator.serviceWorker) return frame.warn("device.no_offline");
  let isTaken = false;
  navigator.serviceWorker.addEventListener("controllerchange", () => { if (isTaken) location.reload(); });
  try {
    const registration = await navigator.serviceWorker.register("/tablet/sw.js", { scope: "/tablet/", type: "module", updateViaCache: "none" });
    const offer = () => {
      if (!registration.waiting || !navigator.serviceWorker.controller) return;
      frame.offerUpdate(() => {
        isTaken = true;
        frame.warn("signin.busy"); // the old one ends what it does first
        registration.waiting?.postMessage("take-over");
      });
    };
    offer();
    registration.addEventListener("updatefound", () => registration.installing?.addEventListener("statechange", offer));
    setInterval(() => registration.update().catch(() => {}), 3_600_000);
  } catch {
    frame.warn("device.no_offline");
  }
}
