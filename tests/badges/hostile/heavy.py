"""Files as costly as their maker could make them: each must be answered in time and in memory."""

import base64
import json
import zlib
from collections.abc import Iterator
from typing import Any

from badges.keys import multikey
from badges.proofs.data_integrity import Suite
from badges.reading import MAX_BYTES
from tests.badges.foundry import (
    CONTEXTS,
    SCHAKEL,
    STATUS_LIST,
    Json,
    badge,
    changed,
    chunk,
    collection,
    did_document,
    ed25519,
    endorsement,
    itxt,
    jws,
    jwt,
    method_entry,
    p256,
    png,
    signed,
    signer,
    status_list,
    svg,
    to_bytes,
)
from tests.badges.hostile.cases import NOTHING, REFUSED, UNCHECKED, Case, case

ROOM = MAX_BYTES - 20_000
"""How much can be added to a badge before it is too large."""
OWN = multikey.did_key(ed25519(9).public_key())
OWN_KEY = signer(9, method=f"{OWN}#{OWN[8:]}")
"""Who needs nobody's help to sign: the identifier is the key."""
ANY = frozenset({"unknown-issuer"}) | REFUSED | UNCHECKED


def own(document: Json) -> Json:
    """A document of one who can sign anything, and needs no list."""
    mine = changed(document, "issuer", "id", to=OWN)
    return {name: value for name, value in mine.items() if name != "credentialStatus"}


def padded(**more: Any) -> str:
    return json.dumps({**signed(badge()), **more})


def heavy_json() -> Iterator[Case]:
    yield case("a million digits", padded(x=[1] * (ROOM // 3)))
    yield case("many objects", padded(x=[{}] * (ROOM // 4)))
    yield case("many names", padded(**{f"x{number}": 1 for number in range(ROOM // 12)}), UNCHECKED)
    names = "".join(f'"x{number}":1,' for number in range(ROOM // 12))
    yield case("the last of many names twice", '{"@context":1,' + names + '"x0":1}')
    yield case("many escapes", padded(x="\\" * (ROOM // 2)))
    yield case("many NULs", padded(x=["\0"] * (ROOM // 10)))
    yield case("many quotes", '{"@context":' + '"' * ROOM)
    yield case(
        "many long numbers",
        '{"@context":[' + ("9" * 4299 + ",") * (ROOM // 4300) + "1]}",
        NOTHING,
    )
    yield case("many contexts", changed(signed(badge()), "@context", to=CONTEXTS * 5000))
    yield case("many types", changed(signed(badge()), "type", to=lambda old: old * 20_000))
    yield case("one long text", changed(own(badge()), "name", to="ë" * (ROOM // 2)))
    yield case("many addresses", "https://weg.example/ " * (ROOM // 30), UNCHECKED)
    yield case("words without end", "eyJ" + "a" * ROOM, NOTHING)
    yield case("wrong everywhere", changed(signed(badge()), "evidence", to=[1] * (ROOM // 4)))


def heavy_meaning() -> Iterator[Case]:
    """Little to read, much to work out."""
    linked = [
        {"id": f"_:b{one}", "type": ["Evidence"], "name": f"_:b{other}"}
        for one in range(8)
        for other in range(8)
    ]
    yield case("linked blank nodes", signed_anyhow(badge(evidence=linked)))
    alike = [{"type": ["Evidence"]} for _ in range(3000)]
    yield case("3,000 blank nodes alike", signed_anyhow(badge(evidence=alike)))
    named = [{"id": f"urn:x:{n}", "type": ["Evidence"]} for n in range(3900)]
    yield case("3,900 objects", signed_anyhow(badge(evidence=named)))
    long = "https://x.example/" + "x" * 100_000
    same = [{"id": long, "type": ["Evidence"], "name": str(n), "genre": "x"} for n in range(9)]
    yield case("addresses that N-Quads repeats", signed_anyhow(badge(evidence=same)))
    yield case("one id everywhere", signed_anyhow(badge(id=long, description="x" * 300_000)))


def signed_anyhow(document: Json) -> Json:
    """With a proof of the right form; to make a true one would take too long here too."""
    return {**own(document), "proof": signed(own(badge()), OWN_KEY)["proof"]}


def heavy_proofs() -> Iterator[Case]:
    good = signed(own(badge()), OWN_KEY)
    one = good["proof"][0]
    yield case("2,000 proofs", changed(good, "proof", to=[one] * 2000), ANY)
    fat = signed(changed(own(badge()), "description", to="ë" * 200_000), OWN_KEY)
    yield case("500 proofs of much", changed(fat, "proof", to=fat["proof"] * 500), ANY)
    jcs = signed(own(badge()), OWN_KEY, suite=Suite.EDDSA_JCS_2022)
    yield case("500 proofs by JCS", changed(jcs, "proof", to=jcs["proof"] * 500), ANY)
    members = collection([signed(own(badge(id=f"urn:uuid:{n}")), OWN_KEY) for n in range(200)])
    yield case("200 members", signed(own(members), OWN_KEY, suite=Suite.EDDSA_JCS_2022), ANY)
    words = [signed(own(endorsement(badge()["id"])), OWN_KEY)] * 20
    for _ in range(2):
        words = [signed(own(endorsement(badge()["id"], endorsement=words)), OWN_KEY)] * 20
    yield case(
        "endorsed endorsements",
        jws(
            {"alg": "Ed25519", "kid": OWN_KEY.verification_method},
            own(badge(endorsement=words[:2])),
            OWN_KEY.sign,
        ),
        ANY,
    )


def heavy_keys() -> Iterator[Case]:
    wide = base64.urlsafe_b64encode(b"\xff" * 500_000).rstrip(b"=").decode()
    jwk = {"kty": "RSA", "n": wide, "e": wide}
    encoded = base64.urlsafe_b64encode(json.dumps(jwk).encode()).rstrip(b"=").decode()
    yield case(
        "a key of a million digits",
        jws(
            {"alg": "RS256", "kid": f"did:jwk:{encoded}#0"},
            changed(badge(), "issuer", "id", to=f"did:jwk:{encoded}"),
            lambda _: b"x",
        ),
        ANY,
    )
    entries = [
        method_entry(
            signer(9), id=f"{SCHAKEL}#{n}", publicKeyMultibase=multikey.encode(p256().public_key())
        )
        for n in range(4000)
    ]
    many = {SCHAKEL: did_document(SCHAKEL, entries)}
    yield case("an issuer with 4,000 keys", signed(badge()), ANY, documents=many)
    bits = b"\0" * 200_000_000
    packed = zlib.compressobj(9, zlib.DEFLATED, 31)
    text = (
        "u" + base64.urlsafe_b64encode(packed.compress(bits) + packed.flush()).rstrip(b"=").decode()
    )
    listed = signed(changed(status_list(), "credentialSubject", "encodedList", to=text), signer(2))
    yield case("a list of 200 MB", signed(badge()), UNCHECKED, documents={STATUS_LIST: listed})
    yield case("a JWT of a megabyte", jwt(badge(description="x" * 700_000)), frozenset({"valid"}))


def heavy_pictures() -> Iterator[Case]:
    small = chunk(b"tEXt", b"x\0")
    yield case(
        "19,000 chunks",
        png(*([small] * 19_000), itxt(to_bytes(signed(badge())))),
        frozenset({"valid"}),
    )
    yield case("21,000 chunks", png(*([small] * 21_000)), REFUSED)
    bomb = zlib.compress(b" " * 100_000_000, 9)
    yield case(
        "packed spaces", png(chunk(b"iTXt", b"openbadgecredential\0\1\0\0\0" + bomb)), REFUSED
    )
    yield case(
        "5 MB of one chunk", png(chunk(b"tEXt", b"openbadges\0" + b"x" * 5_000_000)), REFUSED
    )
    yield case("many elements", svg("<g/>" * 500_000), REFUSED)
    yield case("deep elements", svg("<g>" * 200_000 + "</g>" * 200_000), REFUSED)
    yield case(
        "many attributes",
        svg("<g " + " ".join(f'a{n}="1"' for n in range(150_000)) + "/>"),
        REFUSED,
    )
    yield case(
        "many namespaces",
        svg("".join(f'<g xmlns:n{n}="urn:{n}">' for n in range(200)) + "</g>" * 200),
        NOTHING,
    )
    yield case("comments before", "<!---->" * 250_000 + "<svg/>", REFUSED)


def heavy_pdf() -> Iterator[Case]:
    yield case("a packed attachment", in_pdf(b"{" + b" " * 100_000_000), REFUSED)
    yield case("xref without end", b"%PDF-1.7\n" + b"1 0 obj\n<<>>\nendobj\n" * 200_000, REFUSED)
    yield case("brackets in PDF", b"%PDF-1.7\n1 0 obj\n" + b"[" * 4_000_000, REFUSED)
    yield case(
        "dictionaries in PDF",
        b"%PDF-1.7\n1 0 obj\n" + b"<</a" * 1_000_000 + b"\ntrailer<</Root 1 0 R>>",
        REFUSED,
    )


def in_pdf(content: bytes) -> bytes:
    """A PDF file with one packed attachment, written out: only `make bench` needs it too."""
    packed = zlib.compress(content, 9)
    parts = [
        b"<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles<</Names[(badge.json) 3 0 R]>>>>>>",
        b"<</Type/Pages/Kids[]/Count 0>>",
        b"<</Type/Filespec/F(badge.json)/UF(badge.json)/EF<</F 4 0 R>>>>",
        b"<</Type/EmbeddedFile/Filter/FlateDecode/Length %d>>stream\n%b\nendstream"
        % (len(packed), packed),
    ]
    made, starts = b"%PDF-1.7\n", []
    for number, part in enumerate(parts, 1):
        starts.append(len(made))
        made += b"%d 0 obj\n%b\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    head = b"xref\n0 5\n0000000000 65535 f \n" + table
    tail = b"trailer<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(made)
    return made + head + tail


FAMILIES = (heavy_json, heavy_meaning, heavy_proofs, heavy_keys, heavy_pictures, heavy_pdf)
