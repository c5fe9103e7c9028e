"""An issuer outside whom the academy knows, and how Anna writes one down."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from academy.credentials.outside import service
from academy.credentials.outside.models import OutsideIssuer
from academy.credentials.outside.service import KNOWN, Facts
from academy.database import transaction
from tests.academy.verification.conftest import badge, check, elsewhere, palette, save
from tests.badges.foundry import VERVALSER
from tests.cast import ANNA, Cast
from tests.client import AcademyClient
from tests.clock import START

__all__ = ["badge", "check", "elsewhere", "palette", "save"]

PAGE = "/organisations/issuers"
HOSTS = {"badges.example.nl"}
SCHOOL = "De Lasschool"


def facts(**changes: Any) -> Facts:
    written = {
        "name": SCHOOL, "identifier": VERVALSER, "website": "https://vervalser.example",
        "reason": "De school belde zelf met het adres.", "checked_on": date(2026, 3, 2),
    }  # fmt: skip
    return Facts(**{**written, **changes})


def an_outsider(**changes: Any) -> OutsideIssuer:
    with transaction(KNOWN):
        return service.add(
            facts(**changes), key=uuid4(), hosts=HOSTS, by=ANNA.identity(), now=START
        )


def write_down(anna: AcademyClient, address: str = f"{PAGE}/new", **changes: Any) -> Any:
    """What the form sends."""
    sent = {name: str(getattr(facts(), name)) for name in Facts.__slots__}
    return anna.post(address, data={**sent, **changes})


@pytest.fixture
def anna(client: AcademyClient, cast: Cast) -> AcademyClient:
    return client.as_(ANNA)
