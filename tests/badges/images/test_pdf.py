"""The badge that is attached to a certificate is found, within bounds."""

import io
import json

import pytest
from pypdf import PdfWriter

from badges.fetching import OfflineMap
from badges.images import pdf
from badges.reading import RefusedError
from badges.verifying import verify
from tests.badges.foundry import NOW, badge, certificate, jwt, signed, world

GOOD = json.dumps(signed(badge())).encode()


@pytest.mark.parametrize("content", [GOOD, jwt().encode()], ids=["JSON", "JWT"])
def test_the_attached_badge_is_verified(content: bytes) -> None:
    source = certificate(leesmij=b"Hallo", badge=content)
    assert pdf.attached_badge(source).encode() == content
    assert verify(source, documents=OfflineMap(world()), now=NOW).valid


@pytest.mark.parametrize(
    ("source", "code"),
    [
        pytest.param(certificate(), "pdf-no-badge", id="nothing attached"),
        pytest.param(certificate(leesmij=b"Hallo"), "pdf-no-badge", id="only a text"),
        pytest.param(certificate(a=GOOD, b=GOOD), "pdf-several", id="two badges"),
        pytest.param(
            certificate(**{f"n{n}": b"x" for n in range(17)}), "pdf-many", id="17 attachments"
        ),
        pytest.param(
            certificate(a=GOOD + b" " * pdf.MAX_ATTACHED), "pdf-attachment-large", id="large"
        ),
        pytest.param(b"%PDF-1.7", "pdf-damaged", id="only a head"),
        pytest.param(certificate(a=GOOD)[:300], "pdf-damaged", id="cut"),
        pytest.param(b"%PDF-" + b"x" * pdf.MAX_BYTES, "pdf-too-large", id="too large"),
    ],
)
def test_all_else_is_refused_with_a_cure(source: bytes, code: str) -> None:
    with pytest.raises(RefusedError) as caught:
        pdf.attached_badge(source)
    assert caught.value.code == code


def test_a_locked_file_is_refused() -> None:
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.encrypt("geheim", algorithm="RC4-128")
    target = io.BytesIO()
    writer.write(target)
    with pytest.raises(RefusedError, match="password"):
        pdf.attached_badge(target.getvalue())
