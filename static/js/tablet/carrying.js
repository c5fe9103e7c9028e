/* "Save a copy": all that waits in one file, which nobody on the way can read; and taking in such a file. */

import { toBytes, toText } from "./core/bytes.js";
import { add, waiting } from "./storage/queue-store.js";

const PROTOCOL = "academy-tablet/1";
const BASE64URL = /^([\w-]{4})*([\w-]{2,3})?$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** @param {import("./storage/device-store.js").Device | undefined} device */
export async function copyOfQueue(device) {
  const all = await waiting();
  const of = (/** @type {string} */ wanted) => all.filter(({ kind }) => kind === wanted).map(({ id, key, sealed, of: about }) => ({ id, key, sealed: toText(sealed), of: about }));
  const copy = { protocol: PROTOCOL, tablet: device?.id, organisation: device?.organisation, written_at: new Date().toISOString(), items: of("item"), photos: of("photo") };
  const address = URL.createObjectURL(new Blob([JSON.stringify(copy)], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = `tablet-${copy.written_at.slice(0, 16).replace(/\D/g, "")}.json`;
  link.click();
  setTimeout(URL.revokeObjectURL, 10_000, address);
}

/**
 * What came of it: the key of a text, and how many things came in. Raises when the disk is full.
 * @param {Blob} file
 * @param {import("./storage/device-store.js").Device | undefined} device
 * @returns {Promise<[string, number?]>}
 */
export async function takeCopy(file, device) {
  const copy = await file.text().then(JSON.parse).catch(() => null);
  if (copy?.protocol !== PROTOCOL) return ["carry.wrong"];
  const { organisation } = copy;
  if (organisation && organisation !== (device?.organisation ?? organisation)) return ["reason.other-organisation"];
  const items = [...asWaiting(copy.items, "item"), ...asWaiting(copy.photos, "photo")];
  await add(items, Date.parse(copy.written_at) || Date.now());
  return [items.length ? "carry.taken" : "carry.nothing", items.length];
}

/**
 * What cannot be read takes nothing else along.
 * @param {any} given
 * @param {"item" | "photo"} kind
 */
function asWaiting(given, kind) {
  return [given].flat().map(Object)
    .filter(({ id, key, sealed, of }) => [id, key, of ?? id].every((each) => UUID.test(each)) && BASE64URL.test(sealed))
    .map(({ id, key, sealed, of }) => ({ id, key, kind, sealed: toBytes(sealed), of }));
}
