// Verifies badges of the platform with other people's libraries: Digital Bazaar's for the Data
// Integrity proof and the status list, jose for the JWT form.
//
//   node verify.mjs --server http://127.0.0.1:5000 --public https://badges.example.nl [--now ISO] FILE...
//
// Prints one line of JSON for each file: {"file", "verified", "problem"}. Exit 0 when all ran.

import {webcrypto} from 'node:crypto';
import {readFile} from 'node:fs/promises';
import {parseArgs} from 'node:util';
import * as vc from '@digitalbazaar/vc';
import {checkStatus} from '@digitalbazaar/vc-bitstring-status-list';
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import {cryptosuite} from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import {importJWK, jwtVerify, decodeProtectedHeader} from 'jose';
import {makeLoader} from './documents.mjs';
import {unbake} from './unbake.mjs';

globalThis.crypto ??= webcrypto; // Node.js 18 has no global one

const {values, positionals} = parseArgs({
  allowPositionals: true,
  options: {server: {type: 'string'}, public: {type: 'string'}, now: {type: 'string'}},
});
const documentLoader = makeLoader({server: values.server, publicUrl: values.public});
const suite = new DataIntegrityProof({cryptosuite});
const now = values.now ? new Date(values.now) : new Date();

// The library's `verified` says that the list is sound; `status` says that the bit is set.
async function checkNotRevoked({credential}) {
  const result = await checkStatus({
    credential, documentLoader, suite, verifyBitstringStatusListCredential: true,
  });
  if (result.results?.some(({status}) => status)) {
    return {verified: false, error: new Error('revoked')};
  }
  return result;
}

async function verifyDataIntegrity(credential) {
  const result = await vc.verifyCredential({
    credential, suite, documentLoader, now, checkStatus: checkNotRevoked,
  });
  if (!result.verified) {
    throw result.error ?? result.statusResult.error;
  }
}

// VC-JWT of Open Badges 3.0 section 8.2: the payload is the credential, with registered claims.
async function verifyJwt(token) {
  const {kid, alg} = decodeProtectedHeader(token);
  const [did] = kid.split('#');
  const {document} = await documentLoader(did);
  const method = document.verificationMethod.find(({id}) => id === kid);
  const {payload} = await jwtVerify(token, await importJWK(method.publicKeyJwk, alg), {
    issuer: did, currentDate: now,
  });
  if (!document.assertionMethod.some(entry => (entry.id ?? entry) === kid)) {
    throw new Error('this key may not make claims');
  }
  const result = await checkNotRevoked({credential: payload});
  if (!result.verified) {
    throw result.error;
  }
}

async function verify(file) {
  const text = unbake(await readFile(file));
  await (text.startsWith('{') ? verifyDataIntegrity(JSON.parse(text)) : verifyJwt(text));
}

function describe(error) {
  const inner = error.errors?.map(describe).join('; ') ?? error.cause?.message;
  return inner ? `${error.message} (${inner})` : error.message;
}

for (const file of positionals) {
  const problem = await verify(file).then(() => null, describe);
  console.log(JSON.stringify({file, verified: problem === null, problem}));
}
