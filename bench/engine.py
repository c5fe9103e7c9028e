"""Measure the credential engine against other people's libraries: ``python -m bench.engine``.

Issue, verify, canonicalise and bake, in operations for each second of processor time and of the
clock, all in one run on one machine, printed as ratios; then how time and memory grow with a
credential, and what the costliest hostile files cost (`bench.bounds`). A foreign badge is worked on
by two processes in turn, so for it both are seconds of the clock. Peers:
@digitalbazaar/vc in Node.js (with the packages of tests/interop, else left out), PyLD and
openbadges-bakery. Ratios travel between machines; the plain numbers do not.
"""

from __future__ import annotations

import io
import json
import os
import shutil
import statistics
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from hashlib import sha256
from itertools import cycle
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from openbadges_bakery import png_bakery
from PIL import Image
from pyld import jsonld

from badges import contexts
from badges.documents import (
    Achievement,
    Alignment,
    Credential,
    Issuer,
    Result,
    ResultDescription,
    RubricLevel,
    StatusEntry,
    bitstring,
    status,
    writing,
)
from badges.fetching import OfflineMap
from badges.images import baking
from badges.issuing import issue, prepare
from badges.keys import did, multikey
from badges.keys.signing import Ed25519Signer
from badges.proofs.canonical import canonical_nquads
from badges.proofs.data_integrity import Canonicalizer, Suite, create_proof, verify_proof
from badges.proofs.fast_canonical import canonical_nquads as fast_form
from badges.verifying import Verdict, verify
from bench import bounds, conditions

SECONDS = 0.4
"""Of each of several runs, of which the median counts."""
MANY = 500
KIND = baking.Kind.OPEN_BADGES_3
INTEROP = Path(__file__).parent.parent / "tests" / "interop"
NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
DID = "did:web:badges.example.nl:issuers:de-schakel"
SITE = "https://badges.example.nl"
SEED = bytes(range(32))
KEY = Ed25519PrivateKey.from_private_bytes(SEED)
SIGNER = Ed25519Signer(f"{DID}#{multikey.encode(KEY.public_key())}", KEY)
DID_DOCUMENT = did.build_document(
    DID, [did.Method(SIGNER.verification_method, DID, SIGNER.public_key)]
)


@dataclass(frozen=True, slots=True)
class Rate:
    """How many a second of processor time, and of the clock."""

    processor: float
    wall: float


@dataclass(frozen=True, slots=True)
class Row:
    """One measurement: what, by whom, how many a second."""

    work: str
    by: str
    rate: Rate


def main() -> int:
    """Print the tables."""
    if "--told" not in sys.argv:
        conditions.tell()
    rows = [*_measure_issuing(), *_measure_verifying(), *_measure_forms(), *_measure_baking()]
    rows += _measure_node()
    _print_ratios(rows)
    _print_growth()
    bounds.measure()
    return 0


def rate(work: Callable[[], object]) -> Rate:
    """Return how often the work can be done a second, after once to warm up."""
    work()
    runs = [_rate_once(work) for _run in range(conditions.RUNS)]
    return Rate(
        statistics.median(run.processor for run in runs),
        statistics.median(run.wall for run in runs),
    )


def _rate_once(work: Callable[[], object]) -> Rate:
    done, start, worked = 0, time.monotonic(), time.process_time()
    while time.monotonic() < start + SECONDS:
        work()
        done += 1
    return Rate(done / (time.process_time() - worked), done / (time.monotonic() - start))


def rate_with_child(work: Callable[[], object]) -> Rate:
    """The same for work of which a child process does a part: only the clock sees it all."""
    wall = rate(work).wall
    return Rate(wall, wall)


def a_credential(number: int, *, alignments: int = 1) -> Credential:
    """A badge like those of the platform: a rubric of three levels, one of them reached."""
    levels = tuple(
        RubricLevel(f"urn:uuid:22222222-2222-4222-8222-00000000000{n}", f"Niveau {n}", str(n), "…")
        for n in (1, 2, 3)
    )
    rubric = "urn:uuid:11111111-1111-4111-8111-111111111111"
    return Credential(
        id=f"urn:uuid:7a1f0f5e-3c59-4d9e-9c1a-{number:012d}",
        issuer=Issuer(DID, "De Schakel", url=SITE, email="leren@schakel.example"),
        achievement=Achievement(
            f"{SITE}/achievements/1",
            "Textiel sorteren",
            "Sorteert ingezameld textiel op soort en kwaliteit.",
            criteria_narrative="Laat op de werkvloer zien dat je textiel kunt sorteren.",
            type="Competency",
            language="nl-NL",
            alignments=tuple(
                Alignment(f"skill {n}", f"http://data.europa.eu/esco/skill/{n}", "ext:ESCOSkill")
                for n in range(alignments)
            ),
            result_descriptions=(
                ResultDescription(rubric, "Niveau", "RubricCriterionLevel", levels),
            ),
        ),
        name="Textiel sorteren, niveau 2",
        valid_from=NOW,
        awarded=NOW,
        subject_id="urn:uuid:5f0c9a52-6d0e-4f0b-9a7e-0b9f3c1d2e4f",
        results=(Result(rubric, levels[1].id),),
        status=StatusEntry(f"{SITE}/status/1", number),
    )


CREDENTIAL = a_credential(4711)
DOCUMENT = writing.credential(CREDENTIAL)
SIGNED = issue(prepare(CREDENTIAL), SIGNER, created=NOW)


def foreign_badge(number: int, *, listed: bool = False) -> bytes:
    """A badge by somebody unknown, of a shape that none before had: texts beside texts.

    Nothing is fetched for it, for the issuer's id is its key; if it is `listed`, the issuer has a
    website and a list of withdrawn badges there (`THEIR_DOCUMENTS`), as most have.
    """
    credential = replace(
        a_credential(number, alignments=1 + number % 7),
        issuer=Issuer(THEIR_DID if listed else OWN_DID, "Iemand anders"),
        status=StatusEntry(THEIR_LIST, number) if listed else None,
    )
    document = writing.credential(credential)
    document["evidence"] = [{"type": ["Evidence"], "name": f"{n}"} for n in range(number % 11)]
    return _signed(document, THEIR_SIGNER if listed else OWN_SIGNER)


def _signed(document: dict[str, Any], signer: Ed25519Signer) -> bytes:
    proof = create_proof(document, signer, suite=Suite.EDDSA_RDFC_2022, created=NOW)
    return json.dumps({**document, "proof": [proof]}).encode()


def _signer_of(issuer: str) -> Ed25519Signer:
    return Ed25519Signer(f"{issuer}#{multikey.encode(KEY.public_key())}", KEY)


OWN_DID = multikey.did_key(KEY.public_key())
OWN_SIGNER = _signer_of(OWN_DID)
THEIR_DID = "did:web:elders.example"
THEIR_SIGNER = _signer_of(THEIR_DID)
THEIR_LIST = "https://elders.example/status/1"
_LIST = status.list_credential(
    THEIR_LIST,
    issuer=THEIR_DID,
    bits=bitstring.blank(),
    valid_from=NOW,
    lifetime=timedelta(days=365),
)
THEIR_DOCUMENTS = {THEIR_LIST: json.loads(_signed(_LIST, THEIR_SIGNER))}


def _pyld_form(document: dict[str, Any]) -> str:
    """The canonical form by PyLD alone (URDNA2015, the older name of the same algorithm)."""

    def load(url: str, _options: object) -> dict[str, Any]:
        return {"contextUrl": None, "documentUrl": url, "document": contexts.load(url)}

    form: str = jsonld.normalize(
        document,
        {"algorithm": "URDNA2015", "format": "application/n-quads", "documentLoader": load},
    )
    return form


def _measure_issuing() -> list[Row]:
    first = a_credential(0)
    several = (a_credential(number) for number in range(MANY))
    credentials = cycle([replace(one, achievement=first.achievement) for one in several])

    def ours() -> object:
        return issue(prepare(next(credentials)), SIGNER, created=NOW)

    def with_pyld() -> object:
        suite = Suite.EDDSA_RDFC_2022
        return create_proof(DOCUMENT, SIGNER, suite=suite, created=NOW, canonicalize=_pyld_form)

    data = sha256(b"data").digest()
    return [
        Row("issue", "bare Ed25519 signature", rate(lambda: SIGNER.sign(data))),
        Row("issue", "badges (lint, sign, verify)", rate(ours)),
        Row("issue", "PyLD (sign only)", rate(with_pyld)),
    ]


def _measure_verifying() -> list[Row]:
    bare = (replace(a_credential(number), status=None) for number in range(MANY))
    badges = [issue(prepare(credential), SIGNER, created=NOW) for credential in bare]
    whole, parsed = cycle(badges), cycle([json.loads(badge) for badge in badges])
    known = OfflineMap({DID: DID_DOCUMENT})

    def report() -> None:
        found = verify(next(whole), documents=known, now=NOW, trust={DID: "De Schakel"})
        if found.verdict is not Verdict.VALID:
            raise RuntimeError(f"the benchmark's badge is {found.verdict}")

    foreign = cycle([foreign_badge(number) for number in range(MANY)])
    theirs = OfflineMap({})

    def foreign_report() -> None:
        found = verify(next(foreign), documents=theirs, now=NOW, trust={DID: "De Schakel"})
        if found.verdict is not Verdict.UNKNOWN_ISSUER:
            raise RuntimeError(f"the benchmark's foreign badge is {found.verdict}")

    def proof_with(canonicalize: Canonicalizer) -> Callable[[], object]:
        def check() -> None:
            signed = next(parsed)
            (proof,) = signed["proof"]
            verify_proof(signed, proof, key=SIGNER.public_key, canonicalize=canonicalize)

        return check

    return [
        Row("verify", "badges (whole report)", rate(report)),
        Row("verify", "badges (foreign, whole report)", rate_with_child(foreign_report)),
        Row("verify", "badges (proof, known shape)", rate(proof_with(fast_form))),
        Row("verify", "badges (proof, any shape)", rate(proof_with(canonical_nquads))),
        Row("verify", "PyLD (proof)", rate(proof_with(_pyld_form))),
    ]


def _measure_forms() -> list[Row]:
    ours = cycle([writing.credential(a_credential(number)) for number in range(MANY)])
    return [
        Row("canonicalise", "badges (known shape)", rate(lambda: fast_form(next(ours)))),
        Row("canonicalise", "badges (any shape)", rate(lambda: canonical_nquads(next(ours)))),
        Row("canonicalise", "PyLD", rate(lambda: _pyld_form(next(ours)))),
    ]


def _measure_baking() -> list[Row]:
    file = io.BytesIO()
    Image.effect_noise((400, 400), 80).save(file, "PNG")
    picture, text = file.getvalue(), SIGNED.decode()

    def with_library() -> object:
        return png_bakery.bake(io.BytesIO(picture), text, io.BytesIO())

    return [
        Row("bake", "badges", rate(lambda: baking.bake(picture, text, kind=KIND))),
        Row("bake", "openbadges-bakery", rate(with_library)),
    ]


def _measure_node() -> list[Row]:
    node = shutil.which("node")
    if node is None or not (INTEROP / "node_modules").is_dir():
        print("left out: @digitalbazaar/vc (needs Node.js and `npm ci` in tests/interop)")
        return []
    task = {
        "credential": DOCUMENT,
        "did": DID_DOCUMENT,
        "method": SIGNER.verification_method,
        "seed": SEED.hex(),
        "now": "2026-11-20T09:00:00Z",
        "seconds": SECONDS * conditions.RUNS,
    }
    script = (Path(__file__).parent / "engine.mjs").read_text(encoding="utf-8")
    ran = subprocess.run(
        [node, "--input-type=module", "-"],
        input=script,
        cwd=INTEROP,
        env=os.environ | {"ENGINE_BENCH": json.dumps(task)},
        capture_output=True,
        text=True,
        check=True,
    )
    rates = json.loads(ran.stdout)
    return [Row(work, "@digitalbazaar/vc", Rate(**rates[work])) for work in ("issue", "verify")]


def _print_ratios(rows: list[Row]) -> None:
    """Each kind of work, fastest of ours first; the ratio is ours to the peer's."""
    for work in dict.fromkeys(row.work for row in rows):
        same = [row for row in rows if row.work == work]
        ours = next(row.rate for row in same if row.by.startswith("badges")).processor
        print(f"\n{work:34}{'a cpu second':>13}{'a second':>11}")
        for row in same:
            print(
                f"  {row.by:32}{row.rate.processor:13,.0f}{row.rate.wall:11,.0f}"
                f"   ours is {ours / row.rate.processor:6.2f} times this"
            )


def _issue(credential: Credential) -> bytes:
    return issue(prepare(credential), SIGNER, created=NOW)


def _print_growth() -> None:
    """Time and peak memory of issuing and of the general canonical form, by size."""
    print("\ngrowth with the number of alignments")
    print(f"  {'alignments':>10}{'bytes':>9}{'issue ms':>10}{'general ms':>12}{'peak kB':>9}")
    for count in (1, 10, 100, 1000):
        credential = a_credential(1, alignments=count)
        signed = issue(prepare(credential), SIGNER, created=NOW)
        document = writing.credential(credential)
        issuing = 1000 / rate(partial(_issue, credential)).processor
        general = 1000 / rate(partial(canonical_nquads, document)).processor
        tracemalloc.start()
        _issue(credential)
        peak = tracemalloc.get_traced_memory()[1] / 1000
        tracemalloc.stop()
        print(f"  {count:>10}{len(signed):>9}{issuing:>10.2f}{general:>12.2f}{peak:>9.0f}")


if __name__ == "__main__":
    sys.exit(main())
