/* Bytes as text and back: base64url without padding, as the protocol writes them. */

/** @param {ArrayBuffer | Uint8Array} given */
export function toText(given) {
  const bytes = given instanceof Uint8Array ? given : new Uint8Array(given);
  let plain = "";
  for (const byte of bytes) plain += String.fromCharCode(byte);
  return btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

/**
 * @param {string} text
 * @returns {Uint8Array<ArrayBuffer>}
 */
export function toBytes(text) {
  const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(plain, (sign) => sign.charCodeAt(0));
}

/** @param {string} uuid */
export function bytesOfUuid(uuid) {
  return Uint8Array.from(uuid.replace(/-/g, "").match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

/** @param {ArrayBuffer} hash */
export function toHex(hash) {
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * @param {string} text
 * @returns {Uint8Array<ArrayBuffer>}
 */
export function utf8(text) {
  return new TextEncoder().encode(text);
}
