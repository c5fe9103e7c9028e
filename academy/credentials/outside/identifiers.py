"""Identifiers of issuers, in the one form in which they are compared. Pure.

Only what two writings cannot mean differently is made the same: capitals of a host, its usual port,
one slash at the end of an address, the base of a did:key. A path keeps its capitals: on a website
where many have a page, another path is somebody else.

>>> compared("HTTPS://Badges.Example.org:443/issuers/1/")
'https://badges.example.org/issuers/1'
>>> compared("did:web:Example.org:issuers:De-Bron")
'did:web:example.org:issuers:De-Bron'
>>> compared("javascript:alert(1)") is None
True
"""

from collections.abc import Collection
from urllib.parse import SplitResult, quote, unquote, urlsplit

from badges.errors import BadgesError
from badges.keys import did, multikey

LONGEST = 300
DID_WEB = "did:web:"
DID_KEY = "did:key:"
HTTPS = "https:"
USUAL_PORT = ":443"


def compared(identifier: str) -> str | None:
    """None for what no badge can have as an issuer that we are able to check."""
    plain = identifier.isascii() and identifier.isprintable() and " " not in identifier
    if not plain or len(identifier) > LONGEST:
        return None
    scheme, _colon, _rest = identifier.partition(":")
    try:
        if scheme.lower() == "https":
            return _address(urlsplit(identifier))
        if identifier.startswith(DID_WEB):
            return _did_web(identifier.removeprefix(DID_WEB))
        return _did_key(identifier) if identifier.startswith(DID_KEY) else None
    except (BadgesError, ValueError):
        return None


def is_of(form: str, hosts: Collection[str]) -> bool:
    """Whether a compared identifier is at one of these hosts, whatever the port of either."""
    return (host := _host(form)) is not None and host in {
        urlsplit(f"//{each}").hostname for each in hosts
    }


def key_of(form: str) -> str | None:
    """The key that a did:key is, as our own are written; None for another identifier."""
    return form.removeprefix(DID_KEY) if form.startswith(DID_KEY) else None


def _address(parts: SplitResult) -> str:
    segments = unquote(parts.path).split("/")
    if "@" in parts.netloc or parts.fragment or {".", ".."} & set(segments):
        raise ValueError("It can be read in two ways.")
    host = parts.netloc.lower().removesuffix(USUAL_PORT)
    did.from_url(f"https://{host}")  # refuses what is no name of a host, such as an IP address
    if parts.query:
        return f"https://{host}{parts.path}?{parts.query}"
    return f"https://{host}{parts.path.removesuffix('/')}"


def _did_web(rest: str) -> str:
    first, *path = rest.split(":")
    host = quote(unquote(first).lower().removesuffix(USUAL_PORT), safe="")
    form = ":".join([DID_WEB + host, *path])
    did.document_url(form)
    return form


def _did_key(identifier: str) -> str:
    return DID_KEY + multikey.encode(multikey.key_of_did(identifier))


def _host(form: str) -> str | None:
    if form.startswith(HTTPS):
        return urlsplit(form).hostname
    if form.startswith(DID_WEB):
        return unquote(form.removeprefix(DID_WEB).split(":")[0]).partition(":")[0]
    return None
