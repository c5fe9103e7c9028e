/* Signs what a leader saved, and seals it to the server: afterwards nobody who holds the tablet can read it. */

import { toText, utf8 } from "../core/bytes.js";
import { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from "../../vendor/hpke/index.js";

const PROTOCOL = "academy-tablet/1";
const suite = new CipherSuite({ kem: new DhkemP256HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() });

/** @typedef {{id: string, public: Uint8Array<ArrayBuffer>}} ServerKey */

/**
 * @param {{id: string}} content
 * @param {{grant: string, key: CryptoKey}} signer
 * @param {ServerKey} to
 */
export async function sealItem(content, signer, to) {
  const text = JSON.stringify(content);
  const signed = utf8(`${PROTOCOL}\n${text}`);
  const signature = await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, signer.key, signed);
  const envelope = JSON.stringify({ grant: signer.grant, content: text, signature: toText(signature) });
  return seal(utf8(envelope), `${PROTOCOL} item ${to.id} ${content.id}`, to);
}

/**
 * @param {Uint8Array<ArrayBuffer>} photo
 * @param {string} id
 * @param {ServerKey} to
 */
export function sealPhoto(photo, id, to) {
  return seal(photo, `${PROTOCOL} photo ${to.id} ${id}`, to);
}

/**
 * @param {Uint8Array<ArrayBuffer>} plain
 * @param {string} info
 * @param {ServerKey} to
 */
async function seal(plain, info, to) {
  const recipientPublicKey = await suite.kem.deserializePublicKey(to.public.buffer);
  const { enc, ct } = await suite.seal({ recipientPublicKey, info: utf8(info).buffer }, plain.buffer);
  const sealed = new Uint8Array(enc.byteLength + ct.byteLength);
  sealed.set(new Uint8Array(enc));
  sealed.set(new Uint8Array(ct), enc.byteLength);
  return sealed;
}
