"""One field changed after signing."""

from collections.abc import Iterator
from typing import Any

from badges.proofs.data_integrity import Suite
from tests.badges.foundry import VERVALSER, badge, changed, signed, signer, without
from tests.badges.hostile.cases import Case, case

_TAMPERED: list[tuple[tuple[str | int, ...], Any]] = [
    (("id",), "urn:uuid:00000000-0000-4000-8000-000000000001"),
    (("type",), ["VerifiableCredential", "OpenBadgeCredential", "EndorsementCredential"]),
    (("issuer", "id"), VERVALSER),
    (("issuer", "name"), "Iemand anders"),
    (("issuer", "url"), "https://vervalser.example"),
    (("issuer", "type"), ["Profile", "AchievementSubject"]),
    (("validFrom",), "2020-01-01T00:00:00Z"),
    (("validFrom",), "2026-11-20T09:00:01Z"),
    (("validUntil",), "2046-11-20T09:00:00Z"),
    (("validUntil",), "2036-11-20T10:00:00+01:00"),
    (("awardedDate",), "2026-11-19T12:00:01Z"),
    (("name",), "Textiel sorteren - niveau 4"),
    (("name",), "Textiel sorteren - niveau\u00a02"),
    (("name",), "textiel sorteren - niveau 2"),
    (("name",), "\u202eTextiel sorteren - niveau 2"),
    (("credentialSubject", "id"), "urn:uuid:5d0c9a53-0000-4000-8000-000000000002"),
    (("credentialSubject", "achievement", "id"), "https://badges.example.nl/achievements/lassen"),
    (("credentialSubject", "achievement", "name"), "Lassen"),
    (("credentialSubject", "achievement", "description"), "Last alles."),
    (("credentialSubject", "achievement", "achievementType"), "Certification"),
    (("credentialSubject", "achievement", "inLanguage"), "en-GB"),
    (("credentialSubject", "achievement", "criteria", "narrative"), "Geen beoordeling."),
    (("credentialSubject", "achievement", "image", "id"), "https://vervalser.example/1.png"),
    (("credentialSubject", "achievement", "alignment", 0, "targetName"), "weld"),
    (("credentialSubject", "achievement", "alignment", 0, "targetUrl"), "http://data.europa.eu/x"),
    (("credentialSubject", "achievement", "alignment", 0, "targetType"), "ext:Other"),
    (("credentialSubject", "achievement", "tag"), ["metaal"]),
    (("credentialSubject", "achievement", "tag"), ["textiel", "metaal"]),
    (("credentialSubject", "achievement", "resultDescription", 0, "name"), "Rang"),
    (("credentialSubject", "achievement", "resultDescription", 0, "resultType"), "Status"),
    (
        (
            "credentialSubject",
            "achievement",
            "resultDescription",
            0,
            "rubricCriterionLevel",
            1,
            "name",
        ),
        "Niveau 4",
    ),
    (
        ("credentialSubject", "result", 0, "achievedLevel"),
        "urn:uuid:22222222-2222-4222-8222-000000000004",
    ),
    (("credentialSubject", "result", 0, "resultDescription"), "urn:uuid:other"),
    (("credentialSubject", "result", 0, "value"), "10"),
    (("credentialSubject", "narrative"), "Toegevoegd"),
    (("credentialSubject", "role"), "Meester"),
    (("evidence", 0, "id"), "https://vervalser.example/42"),
    (("evidence", 0, "name"), "Iets anders"),
    (("evidence", 0, "narrative"), "Sorteerde 400 kg textiel."),
    (("credentialSchema", 0, "id"), "https://vervalser.example/schema.json"),
    (("credentialStatus", "statusListIndex"), "101"),
    (("credentialStatus", "statusListCredential"), "https://vervalser.example/status/1"),
    (("credentialStatus", "statusPurpose"), "refresh"),
    (("credentialStatus", "type"), "1EdTechRevocationList"),
    (("credentialStatus", "id"), "https://badges.example.nl/status/1#101"),
    (("proof", 0, "created"), "2026-11-20T10:00:01Z"),
    (("proof", 0, "proofPurpose"), "authentication"),
    (("proof", 0, "verificationMethod"), signer(2).verification_method),
    (("proof", 0, "expires"), "2046-01-01T00:00:00Z"),
    (("proof", 0, "domain"), "vervalser.example"),
]


_SUITES = (Suite.EDDSA_RDFC_2022, Suite.EDDSA_JCS_2022)


def tampered_fields() -> Iterator[Case]:
    for suite, other_suite in (_SUITES, _SUITES[::-1]):
        good = signed(badge(), suite=suite)
        for steps, value in _TAMPERED:
            name = f"{suite.value} {'/'.join(map(str, steps))} = {str(value)[:30]!a}"
            yield case(name, changed(good, *steps, to=value))
        swapped = changed(good, "proof", 0, "cryptosuite", to=other_suite.value)
        yield case(f"{suite.value} under another name", swapped)
        for steps in (
            ("id",), ("validFrom",), ("validUntil",), ("awardedDate",), ("name",), ("evidence",),
            ("issuer",), ("credentialStatus",), ("credentialSubject", "id"), ("proof",),
            ("credentialSubject", "result"), ("credentialSubject", "achievement", "criteria"),
            ("credentialSubject", "achievement", "tag"), ("proof", 0, "proofValue"),
            ("proof", 0, "verificationMethod"), ("proof", 0, "proofPurpose"),
            ("proof", 0, "created"),
        ):  # fmt: skip
            yield case(f"{suite.value} without {'/'.join(map(str, steps))}", without(good, *steps))
        value = good["proof"][0]["proofValue"]
        for at in (1, 2, 40, len(value) - 1):
            other = "3" if value[at] != "3" else "4"
            broken = value[:at] + other + value[at + 1 :]
            yield case(
                f"{suite.value} proofValue character {at}",
                changed(good, "proof", 0, "proofValue", to=broken),
            )
        for name, other in {
            "empty": "z",
            "z only": "",
            "base64": "u" + "A" * 86,
            "long": "z" + "1" * 5000,
            "hex": "f00",
        }.items():
            yield case(
                f"{suite.value} proofValue {name}",
                changed(good, "proof", 0, "proofValue", to=other),
            )
