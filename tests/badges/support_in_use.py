"""What is in use, row by row: badges that are good, or of which nobody here can tell.

Each row has a badge; the tests hold what is said of us to it. The columns about others are what
their programs said of the same badge in November 2026, run offline: "yes" if it was verified, "no"
if it was refused or not read, "-" where the program is for another version.
"""

from collections.abc import Callable
from dataclasses import dataclass

from badges.fetching import OfflineMap
from badges.verifying import verify
from tests.badges.foundry import (
    NOW,
    SCHAKEL,
    Json,
    Old,
    badge,
    changed,
    chunk,
    collection,
    did_document,
    in_svg,
    itxt,
    jwk_of,
    jwt,
    old_assertion,
    old_signed,
    old_world,
    p256,
    png,
    signed,
    signer,
    to_bytes,
    world,
)
from tests.badges.verifying.test_keys_in_use import (
    DIGEST,
    KID,
    SITE,
    _token,
    by_jwk,
    by_old_key,
    listed_key,
    of_school,
    old_entry,
    signed_2018,
)
from tests.badges.verifying.test_kinds_and_wrappers import DIPLOMA, ENVELOPE, presentation
from tests.badges.verifying.test_meaning import as_claims, edubadge, refreshing
from tests.badges.verifying.test_nulls import bare, with_nulls
from tests.badges.verifying.test_older_versions import badge_1_1
from tests.badges.verifying.test_open_badges_2_as_written import MOVED, moodle
from tests.badges.verifying.test_open_badges_2_signed import LIST

BEGIN = "<!-- in use: made by python -m tests.badges.support -->"
END = "<!-- end of in use -->"
PEERS = ("Digital Bazaar vc", "DCC verifier-core", "1EdTech for 2.0", "1EdTech rules for 3.0")
UNCHECKED = "`could-not-check`"

Sample = tuple[bytes, Json]
"""A badge, and what can be fetched for it."""


@dataclass(frozen=True)
class Row:
    """One thing in use, where it is allowed, a badge that has it, and what is said of that."""

    what: str
    source: str
    sample: Callable[[], Sample]
    peers: str
    verdict: str = "valid"

    @property
    def here(self) -> str:
        """What we say, as the table has it."""
        return {"valid": "**yes**", "no-credential": "`no-credential`"}.get(self.verdict, UNCHECKED)

    def judged(self) -> str:
        """The verdict on the badge of this row."""
        source, documents = self.sample()
        known = world() | old_world() | documents
        return verify(source, documents=OfflineMap(known), now=NOW).verdict.value


def hosted(**changes: object) -> Sample:
    document = old_assertion(**changes)
    return to_bytes(document), {Old.assertion: document}


def of_moodle() -> Sample:
    document = moodle()
    return to_bytes(document), {document["id"]: document}


def with_proof(**proof: str) -> Sample:
    method = {"verificationMethod": signer(1).verification_method}
    return to_bytes(badge(proof=[{**proof, **method, "proofPurpose": "assertionMethod"}])), {}


def null_in_rdf() -> Sample:
    document = with_nulls()
    return to_bytes({**document, "proof": signed(bare(document))["proof"]}), {}


def first_clr() -> Json:
    older = "https://purl.imsglobal.org/spec/clr/v2p0/context.json"
    return signed(changed(collection([signed(badge())]), "@context", 1, to=older))


def numbered() -> Json:
    return signed(changed(badge(), "credentialStatus", "statusListIndex", to=100))


def nulls_in_2_0() -> Sample:
    document = {**old_assertion(), "expires": None, "narrative": None, "evidence": None}
    return to_bytes(document), {Old.assertion: document}


def alone(document: Json) -> Callable[[], Sample]:
    return lambda: (to_bytes(document), {})


DOCTYPE = (
    b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/x.dtd">'
)

ROWS = (
    Row("2.0: `verify` for `verification` (Moodle)", "OB 2.0, Assertion",
        of_moodle, "-, -, yes, -"),
    Row("2.0: `type` as a list", "OB 2.0, VerificationObject",
        lambda: hosted(verification={"type": ["HostedBadge"]}), "-, -, yes, -"),
    Row("2.0: moments without seconds", "OB 2.0, DateTime; ISO 8601",
        lambda: hosted(issuedOn="2026-11-20T09:00Z"), "-, -, yes, -"),
    Row("2.0: null members", "OB 2.1, Handling Null Values",
        nulls_in_2_0, "-, -, yes, -"),
    Row("2.0: a class that names another address", "OB 2.0, BadgeClass",
        lambda: (to_bytes(old_assertion()),
                 {Old.badge: {**old_world()[Old.badge], "id": f"{Old.badge}?v=2_0"}}),
        "-, -, no, -"),
    Row("2.0: signed, no `creator` named", "OB 2.0, SignedBadge",
        lambda: (old_signed(verification={"type": "SignedBadge"}).encode(), {}), "-, -, no, -"),
    Row("2.0: RevocationList without id and issuer", "OB 2.0, RevocationList",
        lambda: (old_signed().encode(), {Old.revocations: {
            name: value for name, value in LIST.items() if name not in ("id", "issuer")}}),
        "-, -, no, -"),
    Row("2.0: a hosted document that moved (redirect)", "OB 2.0, Hosted Verification",
        lambda: (to_bytes(old_assertion()), {
            Old.assertion: {"status": 301, "location": MOVED}, MOVED: old_assertion()}),
        "-, -, no, -"),
    Row("3.0: null members", "JSON-LD 1.1", null_in_rdf, "no, no, -, no"),
    Row("3.0: refresh service at the badge's own id", "OB 3.0, complete example",
        lambda: (to_bytes(signed(refreshing(id=badge()["id"]))), {}), "yes, yes, -, yes"),
    Row("Claims instead of properties (VC 1.1)", "VC 1.1 6.3.1",
        lambda: (as_claims("id", "issuanceDate", "credentialSubject/id").encode(), {}),
        "-, -, -, no"),
    Row("Key as `Ed25519VerificationKey2018`", "Controlled Identifiers 2.2",
        lambda: (to_bytes(by_old_key()), {SCHAKEL: did_document(SCHAKEL, [old_entry()])}),
        "no, yes, -, yes"),
    Row("`Ed25519Signature2018`", "W3C CCG, lds-ed25519-2018",
        lambda: (to_bytes(signed_2018(badge_1_1())), {}), "no, no, -, -"),
    Row("https `kid` that the profile lists", "OB 3.0 8.2.2",
        lambda: (of_school().encode(), {SITE: {"id": SITE, "type": ["Profile"], "name": "School",
                 "verificationMethod": [listed_key()], "assertionMethod": [KID]}}), "-, -, -, no"),
    Row("https `kid`, profile without keys", "OB 3.0 8.2.2",
        lambda: (of_school().encode(), {SITE: {"id": SITE, "type": ["Profile"]},
                 KID.split("#")[0]: jwk_of(p256())}), "-, -, -, yes", "could-not-check"),
    Row("`did:jwk` with any `kid`", "did:jwk; RFC 7515 4.1.4",
        lambda: (_token({"kid": DIGEST}, by_jwk()[1]).encode(), {}), "-, -, -, no"),
    Row("An unknown context behind the first (edubadges)", "VC 2.0 4.3",
        lambda: (jwt(edubadge()).encode(), {}), "-, -, -, no", "could-not-check"),
    Row("`JsonWebSignature2020`", "W3C CCG, lds-jws2020",
        lambda: with_proof(type="JsonWebSignature2020", jws="eyJ..x"), "no, no, -, -",
        "could-not-check"),
    Row("A status index that is a number", "Bitstring Status List 2.1",
        alone(numbered()), "yes, yes, -, yes", "could-not-check"),
    Row("A presentation with one badge", "VC 2.0 4.13",
        lambda: (to_bytes(presentation(signed(badge()))), {}), "no, no, -, no"),
    Row("`EnvelopedVerifiableCredential`", "VC 2.0 4.12", alone(ENVELOPE), "no, no, -, no"),
    Row("CLR 2.0.0 (first context)", "CLR 2.0", alone(first_clr()), "yes, yes, -, yes"),
    Row("SVG with a DOCTYPE that declares nothing", "XML 1.0 2.8",
        lambda: (DOCTYPE + in_svg(to_bytes(signed(badge())).decode()), {}), "yes, -, -, yes"),
    Row("PNG, wrong checksum in another chunk", "PNG 3rd ed. 13.2",
        lambda: (png(chunk(b"tEXt", b"Comment\0x", crc=1), itxt(to_bytes(signed(badge())))), {}),
        "yes, -, -, yes"),
    Row("A diploma is told apart from a badge", "VC 2.0", alone(DIPLOMA), "no, no, -, no",
        "no-credential"),
)  # fmt: skip


def table() -> str:
    """The Markdown table of all rows."""
    head = ("what is in use", "where it is allowed", "here", *PEERS)
    cells = [(row.what, row.source, row.here, *row.peers.split(", ")) for row in ROWS]
    lines = [f"| {' | '.join(line)} |" for line in (head, *cells)]
    return "\n".join([lines[0], "|" + "---|" * len(head), *lines[1:]])
