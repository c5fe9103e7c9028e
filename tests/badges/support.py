"""What the engine supports, row by row, each with a proof that is run by the tests.

`python -m tests.badges.support` writes the table into docs/badges-engine.md. The columns about
others are what their source or a run of theirs showed in November 2026; "?" where nobody looked.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from badges.fetching import Fetched, OfflineMap
from badges.images import baking
from badges.proofs.data_integrity import Suite
from badges.verifying import verify
from tests.badges import support_in_use
from tests.badges.foundry import (
    NOW,
    REVOCATIONS,
    REVOKED_INDEX,
    STATUS_LIST,
    Json,
    Old,
    badge,
    certificate,
    chunk,
    collection,
    endorsement,
    in_svg,
    itxt,
    jwt,
    old_assertion,
    old_signed,
    old_world,
    png,
    rsa_signer,
    sign_jws,
    signed,
    signer,
    status_list,
    to_bytes,
    world,
)
from tests.badges.hostile.times import drafts_of_2021
from tests.badges.proofs.test_ecdsa import by_ecdsa
from tests.badges.verifying.test_older_versions import (
    ADDRESS,
    assertion_1,
    badge_1_1,
    signed_2020,
    world_05,
    world_1,
)

PAGE = Path(__file__).parents[2] / "docs" / "badges-engine.md"
BEGIN = "<!-- support table: made by python -m tests.badges.support -->"
END = "<!-- end of support table -->"
PEERS = ("openbadgeslib 4.6", "openvc-core 1.37", "DCC verifier-core", "1EdTech validator")

UNCHECKED = "no: `could-not-check`"

Proof = Callable[[], bool]


@dataclass(frozen=True)
class Row:
    """One thing, where it is specified, the proof of what is said here (None: no), and peers."""

    what: str
    source: str
    proof: Proof | None
    peers: str
    here: str = "**yes**"


def verdict(source: bytes | Json, documents: Json | None = None) -> str:
    raw = source if isinstance(source, bytes) else to_bytes(source)
    known = world() | old_world() | (documents or {})
    return verify(raw, documents=OfflineMap(known), now=NOW).verdict.value


def valid(source: bytes | Json, documents: Json | None = None) -> bool:
    return verdict(source, documents) == "valid"


def unchecked(source: Json) -> bool:
    return verdict(source) == "could-not-check"


def with_proof(**changes: str) -> Json:
    document = signed(badge())
    return {**document, "proof": [document["proof"][0] | changes]}


def by_draft_list() -> bool:
    found = {case.name: verdict(case.source, case.documents) for case in drafts_of_2021()}
    return (found["good"], found["revoked"]) == ("valid", "revoked")


def revoked(index: int = REVOKED_INDEX, documents: Json | None = None) -> bool:
    return verdict(signed(badge(index)), documents) == "revoked"


def by_revocation_list() -> bool:
    entry = {"id": REVOCATIONS, "type": "1EdTechRevocationList"}
    return verdict(signed(badge(id="urn:uuid:dead", credentialStatus=entry))) == "revoked"


def by_jwt_list() -> bool:
    class Listed(OfflineMap):
        def get(self, identifier: str) -> Fetched:
            if identifier == STATUS_LIST:
                token = sign_jws(status_list(), rsa_signer(), kind="JWT")
                return Fetched(200, token.encode())
            return super().get(identifier)

    source = to_bytes(signed(badge(REVOKED_INDEX)))
    return verify(source, documents=Listed(world()), now=NOW).verdict == "revoked"


def offers_newer() -> bool:
    service = {"id": "https://badges.example.nl/r/1", "type": "1EdTechCredentialRefresh"}
    source = to_bytes(signed(badge(refreshService=service)))
    report = verify(source, documents=OfflineMap(world()), now=NOW)
    return report.valid and report.refresh == service["id"]


def bakes(kind: baking.Kind) -> bool:
    text = json.dumps(signed(badge()))
    images = (png(), b'<svg xmlns="http://www.w3.org/2000/svg"/>')
    return all(
        baking.unbake(baking.bake(image, payload, kind=kind)).text == payload
        for image in images
        for payload in (text, jwt())
    )


JCS = Suite.EDDSA_JCS_2022
ABOUT = badge()["id"]

ROWS = (
    Row("Open Badges 3.0, `eddsa-rdfc-2022`", "OB 3.0 8.3; vc-di-eddsa 3.2",
        lambda: valid(signed(badge())), "yes, partly, yes, yes"),
    Row("Open Badges 3.0, `eddsa-jcs-2022`", "vc-di-eddsa 3.3",
        lambda: valid(signed(badge(), suite=JCS)), "no, ?, no, no"),
    Row("Sets of proofs, all must verify", "Data Integrity 2.1.1",
        lambda: valid(signed(signed(badge()), suite=JCS)), "?, no, partly, ?"),
    Row("VC-JWT with RS256", "OB 3.0 8.2",
        lambda: valid(jwt(signing=rsa_signer()).encode()), "yes, no, ?, yes"),
    Row("VC-JWT with ES256", "OB 3.0 8.2", lambda: valid(jwt().encode()), "yes, ?, ?, yes"),
    Row("`Ed25519Signature2020`, VC Data Model 1.1", "vc-di-eddsa; VC 1.1",
        lambda: valid(signed_2020(badge_1_1())), "?, ?, yes, yes"),
    Row("`ecdsa-rdfc-2019` with P-256 and P-384", "vc-di-ecdsa 3.2",
        lambda: all(valid(by_ecdsa(Suite.ECDSA_RDFC_2019, c)) for c in ("P-256", "P-384")),
        "?, ?, ?, ?"),
    Row("`ecdsa-jcs-2019` with P-256 and P-384", "vc-di-ecdsa 3.3",
        lambda: all(valid(by_ecdsa(Suite.ECDSA_JCS_2019, c)) for c in ("P-256", "P-384")),
        "?, ?, ?, ?"),
    Row("`ecdsa-sd-2023` (selective disclosure)", "vc-di-ecdsa 3.4",
        lambda: unchecked(with_proof(cryptosuite="ecdsa-sd-2023")), "?, ?, ?, ?", UNCHECKED),
    Row("Proof chains (`previousProof`)", "Data Integrity 2.1.2",
        lambda: unchecked(with_proof(previousProof="urn:uuid:1")), "?, ?, ?, ?", UNCHECKED),
    Row("Key must be the issuer's own, for claims", "Controlled Identifiers 3.3",
        lambda: verdict(signed(badge(), signer(3))) == "invalid", "?, ?, ?, no"),
    Row("Bitstring status list, JSON", "Bitstring Status List 1.0", revoked, "no, ?, yes, yes"),
    Row("Bitstring status list, JWT", "Bitstring Status List 1.0", by_jwt_list, "yes, ?, ?, no"),
    Row("`StatusList2021` (draft of the above)", "Status List 2021", by_draft_list, "?, ?, ?, ?"),
    Row("`1EdTechRevocationList`", "OB 3.0 B.14", by_revocation_list, "?, ?, ?, yes"),
    Row("`1EdTechCredentialRefresh` (offered, fetched after a tap)", "OB 3.0 B.13",
        offers_newer, "?, ?, ?, yes"),
    Row("Endorsements, embedded", "OB 3.0 4.4",
        lambda: valid(signed(badge(endorsement=[signed(endorsement(ABOUT))]))), "?, ?, ?, yes"),
    Row("Endorsements, JWT", "OB 3.0 4.4",
        lambda: valid(signed(badge(endorsementJwt=[jwt(endorsement(ABOUT))]))), "?, ?, ?, ?"),
    Row("CLR 2.0 with every member verified", "CLR 2.0",
        lambda: valid(signed(collection([signed(badge())]))), "?, ?, ?, yes"),
    Row("Open Badges 2.0 hosted", "OB 2.0, Verification",
        lambda: valid(old_assertion()), "?, no, no, no"),
    Row("Open Badges 2.0 signed", "OB 2.0, Verification",
        lambda: valid(old_signed().encode()), "?, no, no, no"),
    Row("Open Badges 2.0 withdrawn (410, list)", "OB 2.0, Revoking",
        lambda: verdict(old_signed(id="urn:uuid:dead").encode()) == "revoked"
        and verdict(old_assertion(), {Old.assertion: {"status": 410}}) == "revoked",
        "?, no, no, no"),
    Row("Open Badges 1.0 and 1.1", "OB 1.1",
        lambda: valid(assertion_1(), world_1()), "?, no, no, no"),
    Row("Open Badges 0.5", "Mozilla beta",
        lambda: valid(ADDRESS.encode(), world_05()), "?, no, no, no"),
    Row("PNG: plain and compressed chunks", "OB 3.0 5.3; PNG 11.3.4",
        lambda: valid(png(itxt(jwt()))) and valid(png(itxt(jwt(), packed=True))),
        "?, ?, ?, ?"),
    Row("PNG: older `tEXt` chunk with an address", "OB 1.0, Baking",
        lambda: valid(png(chunk(b"tEXt", b"openbadges\0" + Old.assertion.encode()))),
        "?, no, no, no"),
    Row("SVG", "OB 3.0 5.3", lambda: valid(in_svg(jwt())), "?, ?, ?, yes"),
    Row("Badge attached to a PDF certificate", "PDF 2.0 14.13",
        lambda: valid(certificate(badge=jwt().encode())), "no, no, no, no"),
    Row("An address, or a text with one (QR code)", "-",
        lambda: valid(f"Scan: {Old.assertion} (badge)".encode()), "?, no, ?, yes"),
    Row("Baking Open Badges 3.0 in PNG and SVG", "OB 3.0 5.3",
        lambda: bakes(baking.Kind.OPEN_BADGES_3), "?, no, no, no"),
    Row("Baking CLR 2.0 in PNG and SVG", "as 1EdTech's validator reads it",
        lambda: bakes(baking.Kind.CLR_2), "?, no, no, no"),
    Row("Baking Open Badges 2.0 in PNG and SVG", "OB 2.0, Baking",
        lambda: bakes(baking.Kind.OPEN_BADGES_2), "?, no, no, no"),
)  # fmt: skip


def table() -> str:
    """The Markdown table of all rows."""
    head = ("what", "specification", "here", *PEERS)
    lines = [f"| {' | '.join(head)} |", "|" + "---|" * len(head)]
    for row in ROWS:
        here = "no" if row.proof is None else row.here
        cells = (row.what, row.source, here, *row.peers.split(", "))
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def refreshed(page: str) -> str:
    """The page with both tables as they should be."""
    with_first = _between(page, BEGIN, END, table())
    return _between(with_first, support_in_use.BEGIN, support_in_use.END, support_in_use.table())


def _between(page: str, begin: str, end: str, text: str) -> str:
    before, _, rest = page.partition(begin)
    _, _, after = rest.partition(end)
    return f"{before}{begin}\n\n{text}\n\n{end}{after}"


if __name__ == "__main__":
    PAGE.write_text(refreshed(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
