/* Keys: the roster's, from a card or from a PIN while the page lives, and the leader's signing key. */

import { plainDigits } from "../../shared/fold.js";
import { bytesOfUuid, utf8 } from "../core/bytes.js";

/** OWASP's advice for PBKDF2 with SHA-256. */
const ROUNDS = 600_000;
const CODE = /^[0-9A-HJKMNP-TV-Z]{16}$/;
const AES = { name: "AES-GCM", length: 256 };

/**
 * The 16 characters of a card, however it was typed or read; null when it is none.
 * @param {string} text
 */
export function cardCode(text) {
  return plainCode(text) ?? plainCode(text.trim().replace(/\/+$/, "").split("/").pop() ?? "");
}

/** @param {string} text */
function plainCode(text) {
  const code = plainDigits(text).normalize("NFKC").toUpperCase().replace(/[^0-9A-Z]/g, "").replace(/O/g, "0").replace(/[IL]/g, "1");
  return CODE.test(code) ? code : null;
}

/**
 * As the server makes it for this grant (docs/tablet-protocol.md, section 3).
 * @param {string} code
 * @param {string} grant
 */
export async function rosterKeyOfCard(code, grant) {
  const secret = await crypto.subtle.importKey("raw", utf8(code), "HKDF", false, ["deriveKey"]);
  const how = { name: "HKDF", hash: "SHA-256", salt: bytesOfUuid(grant), info: utf8("academy-tablet/1 roster") };
  return crypto.subtle.deriveKey(how, secret, AES, true, ["encrypt", "decrypt"]);
}

/** @param {Uint8Array<ArrayBuffer>} bytes */
export function rosterKey(bytes) {
  return crypto.subtle.importKey("raw", bytes, AES, true, ["encrypt", "decrypt"]);
}

/**
 * The roster's key behind a PIN: for the memory of this page, never for its storage.
 * @param {string} pin
 * @param {CryptoKey} key
 */
export async function behindPin(pin, key) {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const wrapped = await crypto.subtle.wrapKey("raw", key, await keyOfPin(pin, salt), { name: "AES-GCM", iv });
  return { salt, iv, wrapped };
}

/**
 * Null when the PIN is another one.
 * @param {string} pin
 * @param {Awaited<ReturnType<typeof behindPin>>} kept
 */
export async function withPin(pin, { salt, iv, wrapped }) {
  const by = await keyOfPin(pin, salt);
  try {
    return await crypto.subtle.unwrapKey("raw", wrapped, by, { name: "AES-GCM", iv }, AES, true, ["encrypt", "decrypt"]);
  } catch {
    return null;
  }
}

/**
 * @param {string} pin
 * @param {Uint8Array<ArrayBuffer>} salt
 */
async function keyOfPin(pin, salt) {
  const secret = await crypto.subtle.importKey("raw", utf8(pin), "PBKDF2", false, ["deriveKey"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations: ROUNDS };
  return crypto.subtle.deriveKey(how, secret, AES, false, ["wrapKey", "unwrapKey"]);
}

/** A pair for one grant; its private half leaves the memory encrypted only. */
export async function signingPair() {
  const pair = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, true, ["sign", "verify"]);
  const point = await crypto.subtle.exportKey("raw", pair.publicKey);
  const secret = await crypto.subtle.exportKey("pkcs8", pair.privateKey);
  return { point: new Uint8Array(point), secret: new Uint8Array(secret) };
}

/** @param {Uint8Array<ArrayBuffer>} secret */
export function signingKey(secret) {
  return crypto.subtle.importKey("pkcs8", secret, { name: "ECDSA", namedCurve: "P-256" }, false, ["sign"]);
}

/**
 * @param {CryptoKey} key
 * @param {unknown} thing
 */
export async function encrypt(key, thing) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  return { iv, data: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, utf8(JSON.stringify(thing))) };
}

/**
 * Null when it is of another key.
 * @param {CryptoKey} key
 * @param {{iv: Uint8Array<ArrayBuffer>, data: ArrayBuffer}} box
 */
export async function decrypt(key, { iv, data }) {
  try {
    return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, data)));
  } catch {
    return null;
  }
}
