"""One form for every address, without asking the network."""

import socket

import pytest

from academy.web.contact_fields import normal_email


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("x@schakel.example", "x@schakel.example"),
        ("Bea.Mulder@Example.NL", "bea.mulder@example.nl"),
        ("x@b\u00fccher.example", "x@b\u00fccher.example"),
        ("x@bu\u0308cher.example", "x@b\u00fccher.example"),
        ("X@XN--bcher-kva.example", "x@b\u00fccher.example"),
        ("x@shop.test", "x@shop.test"),
        ("ren\u00e9@example.nl", "ren\u00e9@example.nl"),
    ],
)
def test_one_form(typed: str, stored: str) -> None:
    assert normal_email(typed) == stored
    assert normal_email(stored) == stored


@pytest.mark.parametrize(
    "typed",
    [
        "", "info", "@example.nl", "info@", "info@example", "a b@example.nl", "a@b..nl",
        "a\x00@b.nl", "<a@b.nl>", "Bea <bea@example.nl>", '"a b"@example.nl', "a@[192.0.2.1]",
        "a@b.nl, c@d.nl", "a@-b.nl", "a@winkel.local",
    ],
)  # fmt: skip
def test_what_is_no_address(typed: str) -> None:
    assert normal_email(typed) is None


def test_the_network_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_given: object) -> None:
        raise AssertionError("a look-up")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)

    assert normal_email("x@schakel.example")
