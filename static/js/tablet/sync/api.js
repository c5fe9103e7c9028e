/* Asks the server. What is not an answer of the protocol is none: a café's sign-in page says 200 too. */

import { setting } from "../storage/database.js";
import { howMany } from "../storage/queue-store.js";

const PATIENCE_MS = 20_000;
/** Of which release the page or worker is that asks. */
let release = "";

/**
 * @typedef {object} Reply
 * @property {number} status 0 when nobody answered
 * @property {any} data
 * @property {string | null} code of an error
 * @property {string} detail a sentence for people, of an error
 * @property {number} wait seconds that the server asks for
 */

/** @param {string} name */
export function askAs(name) {
  release = name;
}

/** @type {Reply} */
const NOBODY = { status: 0, data: null, code: null, detail: "", wait: 0 };

/**
 * @param {string} method
 * @param {string} path
 * @param {{json?: unknown, bytes?: Uint8Array<ArrayBuffer>, headers?: Record<string, string>}} [what]
 * @returns {Promise<Reply>}
 */
export async function ask(method, path, { json, bytes, headers = {} } = {}) {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), PATIENCE_MS);
  try {
    const body = json === undefined ? bytes : JSON.stringify(json);
    const sent = { ...(await usualHeaders(json !== undefined)), ...headers };
    const answer = await fetch(path, { method, headers: sent, body, signal: abort.signal, credentials: "omit", redirect: "error", cache: "no-store" });
    return await read(answer);
  } catch {
    return NOBODY;
  } finally {
    clearTimeout(timer);
  }
}

/** @param {boolean} isJson */
async function usualHeaders(isJson) {
  const [device, language, waits] = await Promise.all([setting("device"), setting("language"), howMany()]);
  /** @type {Record<string, string>} */
  const headers = { Accept: "application/json", "Tablet-App": release, "Tablet-Waiting": String(waits) };
  if (language) headers["Accept-Language"] = language;
  if (device?.token) headers.Authorization = `Bearer ${device.token}`;
  if (isJson) headers["Content-Type"] = "application/json";
  return headers;
}

/** @param {Response} answer */
async function read(answer) {
  if (answer.status === 204) return { ...NOBODY, status: 204 };
  const kind = answer.headers.get("Content-Type") ?? "";
  if (!/^application\/(problem\+)?json\b/.test(kind)) return { ...NOBODY, status: answer.status >= 500 ? answer.status : 0 };
  const data = await answer.json();
  const wait = Number(answer.headers.get("Retry-After")) || 0;
  return { status: answer.status, data, code: data.code ?? null, detail: data.detail ?? "", wait };
}

/** @param {Reply} reply */
export function isGood(reply) {
  return reply.status >= 200 && reply.status < 300;
}
