/* What others wrote is what their README says: nobody changed it here. */

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from "../../static/js/vendor/hpke/index.js";

const inVendor = (name) => readFileSync(new URL(`../../static/js/vendor/${name}`, import.meta.url));

for (const name of ["idb", "hpke"]) {
  test(`${name} is as it was made`, () => {
    const { sha256, version } = JSON.parse(inVendor(`${name}/vendor.json`));
    assert.equal(createHash("sha256").update(inVendor(`${name}/index.js`)).digest("hex"), sha256);
    assert.match(inVendor(`${name}/README.md`).toString(), new RegExp(`^# \\S+ ${version.replaceAll(".", "\\.")}\n`));
  });
}

test("what is sealed is opened by its key, with the same words about it, and not otherwise", async () => {
  const suite = new CipherSuite({ kem: new DhkemP256HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() });
  const { publicKey, privateKey } = await suite.kem.generateKeyPair();
  const info = new TextEncoder().encode("about").buffer;
  const { enc, ct } = await suite.seal({ recipientPublicKey: publicKey, info }, new Uint8Array([7]).buffer);
  assert.deepEqual(new Uint8Array(await suite.open({ recipientKey: privateKey, enc, info }, ct)), new Uint8Array([7]));
  await assert.rejects(suite.open({ recipientKey: privateKey, enc, info: new ArrayBuffer(1) }, ct));
});
