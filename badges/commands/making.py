"""`keygen` and `issue`: a key of your own, and a badge signed with it."""

import argparse
import json
import uuid
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from badges import issuing
from badges.commands.files import UsageError, read, say, write
from badges.documents import writing
from badges.errors import KeyFormatError, LintError
from badges.issuing.schemas import Kind
from badges.keys import did, multikey, signing
from badges.keys.signing import Algorithm, Signer
from badges.reading import JsonObject, read_object
from badges.times import instant, stamp

_ALGORITHMS = {algorithm.value.lower(): algorithm for algorithm in Algorithm}


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the commands to the parser."""
    keygen = commands.add_parser(
        "keygen",
        help="make a key to sign badges with",
        description="Make a private key in OUT (PEM, readable only for you) and print what to "
        "publish about it.",
    )
    keygen.add_argument("out", type=Path, metavar="OUT")
    keygen.add_argument(
        "--algorithm",
        choices=sorted(_ALGORITHMS),
        default="ed25519",
        help="ed25519 signs JSON badges (the default); es256 and rs256 sign JWT badges",
    )
    keygen.add_argument(
        "--issuer", metavar="DID", help="your did:web; without it the key is its own did:key"
    )
    keygen.set_defaults(command=_keygen)
    issue = commands.add_parser(
        "issue",
        help="sign a badge",
        description="Check the badge in TEMPLATE.json, sign it and write it to OUT. What the "
        "template leaves out is filled in: @context, type (a badge), id (random), validFrom (now), "
        "issuer (the key's own did:key) and name (that of the achievement). An ed25519 key gives "
        "JSON, other keys give a JWT.",
    )
    issue.add_argument("template", type=Path, metavar="TEMPLATE.json")
    issue.add_argument("--key", type=Path, required=True, metavar="KEY", help="made by keygen")
    issue.add_argument("out", type=Path, metavar="OUT")
    issue.add_argument(
        "--method", metavar="URL", help="the id of the key in your DID document, if not the usual"
    )
    issue.add_argument("--now", metavar="ISO", help="the time to write into the badge")
    issue.set_defaults(command=_issue)


def _keygen(options: argparse.Namespace) -> int:
    private = signing.generate(_ALGORITHMS[options.algorithm])
    signer = signing.local_signer(private, verification_method="")
    issuer = options.issuer or _own_did(signer)
    method = did.Method(_method(issuer, signer), issuer, signer.public_key)
    pem = signer.private_key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    write(options.out, pem, secret=True)
    say(json.dumps(did.build_document(issuer, [method]), indent=1))
    return 0


def _issue(options: argparse.Namespace) -> int:
    private = _private_key(options.key)
    signer = signing.local_signer(private, verification_method="")
    now = instant(options.now) if options.now else datetime.now(UTC)
    document = _completed(read_object(read(options.template)), signer, now)
    issuer = (
        document["issuer"]["id"] if isinstance(document["issuer"], dict) else document["issuer"]
    )
    method = options.method or _method(str(issuer), signer)
    signer = signing.local_signer(private, verification_method=method)
    write(options.out, _signed(document, signer, now))
    return 0


def _signed(document: JsonObject, signer: Signer, now: datetime) -> bytes:
    try:
        prepared = issuing.prepare_document(document, _kind(document))
    except LintError as error:
        raise UsageError("\n".join(str(finding) for finding in error.findings)) from error
    if signer.algorithm is Algorithm.ED25519:
        return issuing.issue(prepared, signer, created=now)
    return issuing.issue_jwt(prepared, signer).encode()


def _completed(template: JsonObject, signer: Signer, now: datetime) -> JsonObject:
    """Fill in what the template leaves out, in the order in which badges are written."""
    issuer: Any = template.get("issuer", {})
    if isinstance(issuer, dict) and "id" not in issuer:
        issuer = {"id": _own_did(signer), "type": ["Profile"], **issuer}
    if "proof" in template:
        raise UsageError("The template has a proof. Leave it out: issue makes one.")
    known = {
        "@context": template.get("@context", list(writing.CONTEXT)),
        "id": template.get("id", f"urn:uuid:{uuid.uuid4()}"),
        "type": template.get("type", ["VerifiableCredential", "OpenBadgeCredential"]),
        "issuer": issuer,
        "validFrom": template.get("validFrom", stamp(now)),
    }
    completed = {**known, **{k: v for k, v in template.items() if k not in known}}
    if "name" not in completed and _name_of_achievement(completed):
        completed["name"] = _name_of_achievement(completed)
    return completed


def _name_of_achievement(document: JsonObject) -> str | None:
    achievement: Any = document.get("credentialSubject")
    for step in ("achievement", "name"):
        achievement = achievement.get(step) if isinstance(achievement, dict) else None
    return achievement if isinstance(achievement, str) else None


def _kind(document: JsonObject) -> Kind:
    types = document["type"] if isinstance(document["type"], list) else [document["type"]]
    return next((kind for kind in Kind if kind.value in types), Kind.BADGE)


def _private_key(path: Path) -> bytes:
    try:
        key = load_pem_private_key(read(path), password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise UsageError(f"{path} does not hold a private key made by keygen.") from error
    return key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())


def _own_did(signer: Signer) -> str:
    try:
        return multikey.did_key(signer.public_key)
    except KeyFormatError as error:
        raise UsageError("An RSA key has no did:key. Name your did:web with --issuer.") from error


def _method(issuer: str, signer: Signer) -> str:
    """The usual id of a key: the issuer, and the key itself behind the #."""
    try:
        return f"{issuer}#{multikey.encode(signer.public_key)}"
    except KeyFormatError:
        return f"{issuer}#rsa-1"
