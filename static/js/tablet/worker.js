/* The service worker of /tablet/ and of nothing else: keeps the files of one release, and sends when nobody looks.
   A new release waits until somebody says so on the page: nothing is changed under somebody's hands. */

import { askAs } from "./sync/api.js";
import { flush } from "./sync/flusher.js";

const PREFIX = "tablet-";
const TAG = "tablet-queue";
const HASH = /^\/static\/[^/]+\//;

/** @typedef {{name: string, pages: string[], files: string[], later: string[]}} Release */
/** @typedef {MessageEvent & {tag: string, request: Request, waitUntil(done: Promise<unknown>): void, respondWith(answer: Promise<Response>): void}} Happening */
/** @typedef {EventTarget & {skipWaiting(): Promise<void>, clients: {claim(): Promise<void>}}} Scope */

const scope = /** @type {Scope} */ (/** @type {unknown} */ (self));

/** @param {Release} release */
export function serve(release) {
  const name = PREFIX + release.name;
  askAs(release.name);
  on("install", (event) => event.waitUntil(keep(name, release)));
  on("activate", (event) => event.waitUntil(begin(name)));
  on("message", (event) => { if (event.data === "take-over") event.waitUntil(scope.skipWaiting()); });
  on("sync", (event) => { if (event.tag === TAG) event.waitUntil(sendOrThrow()); });
  on("fetch", (event) => {
    const key = keyOf(event.request);
    if (key) event.respondWith(answer(name, key, event.request));
  });
}

/**
 * @param {string} kind
 * @param {(event: Happening) => void} listen
 */
function on(kind, listen) {
  scope.addEventListener(kind, /** @type {(event: Event) => void} */ (/** @type {unknown} */ (listen)));
}

/**
 * All of it or nothing: half a release would not start without a network.
 * @param {string} name
 * @param {Release} release
 */
async function keep(name, release) {
  const cache = await caches.open(name);
  await Promise.all([...release.pages, ...release.files].map((address) => fetchInto(cache, address, release)));
  Promise.allSettled(release.later.map((address) => fetchInto(cache, address, release))); // wanted, not needed
}

/**
 * @param {Cache} cache
 * @param {string} address
 * @param {Release} release
 */
async function fetchInto(cache, address, release) {
  const found = await fetch(address, { credentials: "omit", redirect: "error", cache: address.startsWith("/static/") ? "default" : "no-cache" });
  const isPage = address === "/tablet/";
  const isHtml = (found.headers.get("Content-Type") ?? "").startsWith("text/html");
  // a café's sign-in page says 200 too, and a release may come while this one is fetched
  const isOurs = isPage ? found.headers.get("Tablet-Release") === release.name : !isHtml;
  if (!found.ok || !isOurs) throw new TypeError(`${address} did not come`);
  await cache.put(plain(address), found);
}

/** @param {string} name */
async function begin(name) {
  const old = (await caches.keys()).filter((each) => each.startsWith(PREFIX) && each !== name);
  await Promise.all(old.map((each) => caches.delete(each)));
  await scope.clients.claim();
}

/**
 * Under which name something may be kept; null for what is none of our business.
 * @param {Request} request
 */
function keyOf(request) {
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return null;
  if (request.mode === "navigate") return pathname === "/tablet/" ? pathname : null;
  return pathname.startsWith("/static/") || pathname.startsWith("/tablet/words/") ? plain(pathname) : null;
}

/**
 * A file of this release whatever hash it was asked with, as the server does.
 * @param {string} address
 */
function plain(address) {
  return address.replace(HASH, "/static/");
}

/**
 * @param {string} name
 * @param {string} key
 * @param {Request} request
 */
async function answer(name, key, request) {
  const cache = await caches.open(name);
  const kept = await cache.match(key);
  if (!kept) return fetch(request);
  // as it was kept, a browser need not compile it again; else made anew, so that a script of another release finds others
  // beside the address it was asked at
  return kept.url === request.url ? kept : new Response(kept.body, kept);
}

/* The browser tries again later when this throws. */
async function sendOrThrow() {
  const outcome = await flush();
  if (outcome?.answered === false) throw new Error("nobody answered yet");
}
