// Takes the credential out of a picture, by the text of Open Badges 3.0 section 5.3 alone.

import {inflateSync} from 'node:zlib';

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** The credential (JSON text or compact JWS) in `bytes`: a picture, or the text itself. */
export function unbake(bytes) {
  if (bytes.subarray(0, 8).equals(PNG)) {
    return fromPng(bytes);
  }
  const text = bytes.toString('utf8');
  return text.trimStart().startsWith('<') ? fromSvg(text) : text.trim();
}

function fromPng(bytes) {
  for (let at = 8; at < bytes.length;) {
    const size = bytes.readUInt32BE(at);
    const content = bytes.subarray(at + 8, at + 8 + size);
    if (bytes.toString('latin1', at + 4, at + 8) === 'iTXt') {
      const found = fromInternationalText(content);
      if (found !== null) {
        return found;
      }
    }
    at += 12 + size;
  }
  throw new Error('no credential in this PNG');
}

// Keyword, 0, compressed?, method, language, 0, translated keyword, 0, text (PNG, 11.3.3.4).
function fromInternationalText(content) {
  const end = content.indexOf(0);
  if (content.toString('latin1', 0, end) !== 'openbadgecredential') {
    return null;
  }
  const afterLanguage = content.indexOf(0, end + 3) + 1;
  const text = content.subarray(content.indexOf(0, afterLanguage) + 1);
  return (content[end + 1] ? inflateSync(text) : text).toString('utf8');
}

function fromSvg(text) {
  const element = /<openbadges:credential\b([^>]*?)(?:\/>|>([\s\S]*?)<\/openbadges:credential>)/.exec(text);
  if (!element) {
    throw new Error('no credential in this SVG');
  }
  const token = /\bverify="([^"]+)"/.exec(element[1]);
  return token ? token[1] : unescape(element[2].trim());
}

function unescape(text) {
  const section = /^<!\[CDATA\[([\s\S]*)\]\]>$/.exec(text);
  const names = {lt: '<', gt: '>', quot: '"', apos: "'", amp: '&'};
  return section ? section[1] : text.replace(/&(lt|gt|quot|apos|amp);/g, (_, name) => names[name]);
}
