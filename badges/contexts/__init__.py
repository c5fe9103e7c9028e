"""The JSON-LD contexts that this package knows, frozen as files beside this one.

A canonical form depends on every context that a document names, so a context is never fetched:
a URL that is not in ``FILES`` has no meaning here. Where each file comes from, in which version
and under which licence, is in ``SOURCES.md``.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

CREDENTIALS_V1: Final = "https://www.w3.org/2018/credentials/v1"
CREDENTIALS_V2: Final = "https://www.w3.org/ns/credentials/v2"
OPEN_BADGES_V2: Final = "https://w3id.org/openbadges/v2"
OPEN_BADGES_V3: Final = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
EXTENSIONS: Final = "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json"
CLR_V2: Final = "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json"
SECURITY_V2: Final = "https://w3id.org/security/v2"
DID_V1: Final = "https://www.w3.org/ns/did/v1"
MULTIKEY_V1: Final = "https://w3id.org/security/multikey/v1"

FILES: Final = MappingProxyType(
    {
        CREDENTIALS_V1: "credentials-v1.json",
        CREDENTIALS_V2: "credentials-v2.json",
        "https://w3id.org/security/data-integrity/v1": "data-integrity-v1.json",
        "https://w3id.org/security/data-integrity/v2": "data-integrity-v2.json",
        MULTIKEY_V1: "multikey-v1.json",
        "https://w3id.org/vc/status-list/2021/v1": "status-list-2021-v1.json",
        "https://www.w3.org/ns/credentials/status/v1": "bitstring-status-list-v1.json",
        "https://w3id.org/security/suites/ed25519-2020/v1": "ed25519-2020-v1.json",
        "https://w3id.org/security/v1": "security-v1.json",
        SECURITY_V2: "security-v2.json",
        DID_V1: "did-v1.json",
        OPEN_BADGES_V2: "ob-2.0.json",
        "https://purl.imsglobal.org/spec/ob/v3p0/context.json": "ob-3.0.0.json",
        "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json": "ob-3.0.1.json",
        "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json": "ob-3.0.2.json",
        OPEN_BADGES_V3: "ob-3.0.3.json",
        EXTENSIONS: "ob-extensions.json",
        "https://purl.imsglobal.org/spec/clr/v2p0/context.json": "clr-2.0.0.json",
        CLR_V2: "clr-2.0.1.json",
    }
)
"""Context URL to file name; the whole list, nothing else is ever loaded."""


@cache
def load(url: str) -> dict[str, Any]:
    """Return the context document of a URL in ``FILES`` (else KeyError); do not change it."""
    text = (Path(__file__).parent / FILES[url]).read_text(encoding="utf-8")
    document: dict[str, Any] = json.loads(text)
    return document
