"""Keeping what contexts mean changes nothing in what documents mean."""

import random
from typing import Any

import pytest
from pyld import jsonld

from badges import contexts
from badges.proofs import expansion, rdf
from tests.badges.foundry import (
    CONTEXTS,
    CREATED,
    Json,
    badge,
    collection,
    endorsement,
    signed,
    status_list,
)


def load(url: str, _options: object = None) -> dict[str, Any]:
    return {"contextUrl": None, "documentUrl": url, "document": contexts.load(url)}


def documents() -> list[Json]:
    plain = badge()
    some = [
        plain,
        status_list(),
        endorsement(plain["id"]),
        collection([plain, signed(plain)]),
        badge(endorsement=[signed(endorsement(plain["id"]))]),
        {**plain, "@context": [CONTEXTS[0], CONTEXTS[1]]},
        {**plain, "@context": CONTEXTS[::-1]},
        {**plain, "@context": [CONTEXTS[0]]},
        {**plain, "type": ["OpenBadgeCredential"]},
        {**plain, "credentialSubject": {**plain["credentialSubject"], "type": ["Profile"]}},
        {"@context": contexts.OPEN_BADGES_V2, "type": "Assertion", "id": "urn:x:y"},
        {"@context": contexts.CREDENTIALS_V1, "type": ["VerifiableCredential"], "id": "urn:x:y"},
        {"@context": CONTEXTS, "created": CREATED.isoformat(), "type": "DataIntegrityProof"},
    ]
    return [{**one, "@context": _with_vocabulary(one["@context"])} for one in some]


def _with_vocabulary(named: Any) -> list[Any]:
    return [{"@vocab": rdf.UNDEFINED}, *(named if isinstance(named, list) else [named])]


@pytest.mark.parametrize("seed", range(5))
def test_documents_expand_as_without_a_memory_in_any_order(seed: int) -> None:
    shuffled = documents() * 2
    random.Random(seed).shuffle(shuffled)
    for document in shuffled:
        options = {"base": rdf.BASE, "documentLoader": load}
        try:
            plain: object = jsonld.expand(document, options)
        except jsonld.JsonLdError as error:
            plain = error.code
        try:
            kept: object = expansion.expand(document, base=rdf.BASE, load=load)
        except jsonld.JsonLdError as error:
            kept = error.code
        assert kept == plain


def test_the_memory_is_bounded_whatever_contexts_strangers_name() -> None:
    known = sorted(contexts.FILES)
    for number in range(expansion.MAX_KEPT * 2):
        chosen = random.Random(number).choices(known, k=3)
        document = {"@context": chosen, "type": "Assertion", "id": "urn:x:y"}
        try:
            expansion.expand(document, base=rdf.BASE, load=load)
        except jsonld.JsonLdError:
            continue
        assert len(expansion._Processor._kept) <= expansion.MAX_KEPT
