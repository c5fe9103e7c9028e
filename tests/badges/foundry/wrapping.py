"""Badges as JWT, in PNG, in SVG, in a PDF and in a presentation."""

import io
import json
import struct
import zlib
from collections.abc import Callable
from datetime import datetime
from typing import Any

from pypdf import PdfWriter

from badges.keys import multikey
from badges.keys.signing import Signer
from badges.proofs.vc_jwt import sign_jws
from tests.badges.foundry.badges import badge
from tests.badges.foundry.keys import Json, p256_signer


def seconds(moment: str) -> int:
    return int(datetime.fromisoformat(moment).timestamp())


def claims(document: Json) -> Json:
    told = {
        "iss": document["issuer"]["id"],
        "jti": document["id"],
        "sub": document["credentialSubject"]["id"],
        "nbf": seconds(document["validFrom"]),
    }
    if "validUntil" in document:
        told["exp"] = seconds(document["validUntil"])
    return told


def jws(header: Json, payload: Json, sign: Callable[[bytes], bytes]) -> str:
    """A compact JWS with any header at all."""
    parts = ".".join(multikey.base64url_encode(json.dumps(p).encode()) for p in (header, payload))
    return f"{parts}.{multikey.base64url_encode(sign(parts.encode()))}"


def jwt(document: Json | None = None, signing: Signer | None = None, **more: Any) -> str:
    document = document or badge()
    return sign_jws(claims(document) | document | more, signing or p256_signer(), kind="JWT")


def to_bytes(document: Json) -> bytes:
    return json.dumps(document, ensure_ascii=False).encode()


def chunk(kind: bytes, data: bytes, *, crc: int | None = None) -> bytes:
    check = zlib.crc32(kind + data) if crc is None else crc
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)


PNG_START = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 2, 2, 8, 2, 0, 0, 0))


PNG_PIXELS = chunk(b"IDAT", zlib.compress((b"\0" + b"\xff\0\0" * 2) * 2))


PNG_END = chunk(b"IEND", b"")


def png(*text_chunks: bytes) -> bytes:
    return PNG_START + b"".join(text_chunks) + PNG_PIXELS + PNG_END


def itxt(text: str | bytes, keyword: str = "openbadgecredential", *, packed: bool = False) -> bytes:
    raw = text.encode() if isinstance(text, str) else text
    raw = zlib.compress(raw) if packed else raw
    return chunk(b"iTXt", keyword.encode() + (b"\0\1\0\0\0" if packed else b"\0\0\0\0\0") + raw)


def svg(
    inner: str, *, attributes: str = 'xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0"'
) -> bytes:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {attributes} viewBox="0 0 9 9">{inner}'
        '<circle r="4"/></svg>'
    ).encode()


def in_svg(text: str) -> bytes:
    return svg(f"<openbadges:credential><![CDATA[{text}]]></openbadges:credential>")


def certificate(**attached: bytes) -> bytes:
    """A PDF of one empty page, with files attached."""
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    for name, content in attached.items():
        writer.add_attachment(name, content)
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def presentation(*badges: Json) -> Json:
    return {
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "type": ["VerifiablePresentation"],
        "verifiableCredential": list(badges),
    }
