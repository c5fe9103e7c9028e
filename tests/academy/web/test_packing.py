"""Pages go out packed, but not where a secret could be guessed by how long the answer is."""

import gzip

import pytest

from tests.academy.shown import Shown, palette, shown
from tests.cast import AMINA, JAN, Cast
from tests.client import AcademyClient

__all__ = ["palette", "shown"]  # fixtures
PACKED = {"Accept-Encoding": "gzip, br"}


def test_a_page_of_somebody_who_signed_in_is_packed(client: AcademyClient, cast: Cast) -> None:
    plain = client.as_(JAN).get(f"/teams/{cast.sorteren.uuid}")
    answer = client.get(f"/teams/{cast.sorteren.uuid}", headers=PACKED)

    assert answer.headers["Content-Encoding"] == "gzip"
    assert int(answer.headers["Content-Length"]) == len(answer.data) < len(plain.data) / 2
    assert gzip.decompress(answer.data).startswith(b"<!doctype html>")
    for each in (plain, answer):
        assert "Accept-Encoding" in each.vary


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("gzip", "gzip"),
        ("*", "gzip"),
        ("br, gzip;q=0.5", "gzip"),
        ("", None),
        ("identity", None),
        ("gzip;q=0", None),
        ("gzip;q=0, *", None),
        ("br", None),
    ],
)
def test_it_is_packed_for_whoever_can_unpack_it(
    client: AcademyClient, accepted: str, encoding: str | None
) -> None:
    headers = {"Accept-Encoding": accepted}
    static_url = client.application.jinja_env.globals["static_url"]
    for path in ("/accessibility", static_url("css/site.css"), static_url("js/page/main.js")):
        answer = client.get(path, headers=headers, buffered=True)
        assert answer.headers.get("Content-Encoding") == encoding, path
        assert "Accept-Encoding" in answer.vary, path


class TestWithACookie:
    def test_words_in_the_address_are_not_packed_together_with_the_page(
        self, client: AcademyClient, cast: Cast
    ) -> None:
        client.as_(JAN)
        for path in (f"/teams/{cast.sorteren.uuid}?q=Amina", "/nowhere?csrf_token=Im"):
            answer = client.get(path, headers=PACKED)
            assert "Content-Encoding" not in answer.headers, path

    def test_nor_are_words_that_were_sent(self, client: AcademyClient, cast: Cast) -> None:
        client.as_(JAN).get("/verify")
        answer = client.post("/verify", data={"text": "Amina"}, headers=PACKED)

        assert len(answer.data) > 1_000
        assert "Content-Encoding" not in answer.headers

    @pytest.mark.parametrize("path", ["/nowhere/IjQx", "/skills/IjQx", "/card/ABCDEFGHJKLM"])
    def test_nor_is_an_address_that_the_page_repeats(
        self, client: AcademyClient, cast: Cast, path: str
    ) -> None:
        answer = client.as_(JAN).get(path, headers=PACKED)

        assert path.rpartition("/")[2] in answer.text.replace("-", "").replace(" ", "")
        assert "Content-Encoding" not in answer.headers

    def test_the_same_without_a_cookie_is(self, client: AcademyClient) -> None:
        assert client.get("/verify?q=x", headers=PACKED).content_encoding == "gzip"


class TestDocuments:
    def test_the_signed_bytes_are_in_it_and_a_copy_is_still_right(
        self, client: AcademyClient, shown: Shown
    ) -> None:
        badge = shown(AMINA)
        assert badge is not None
        path, document = f"/credentials/{badge.uuid}.json", badge.document
        plain, answer = client.get(path), client.get(path, headers=PACKED)

        assert gzip.decompress(answer.data) == plain.data == document
        assert answer.headers["ETag"] == f"W/{plain.headers['ETag']}"
        for tag in (plain.headers["ETag"], answer.headers["ETag"]):
            again = client.get(path, headers={**PACKED, "If-None-Match": tag})
            assert (again.status_code, again.data) == (304, b"")
            assert "Accept-Encoding" in again.vary

    def test_a_picture_of_pixels_and_what_is_short_come_as_they_are(
        self, client: AcademyClient, shown: Shown
    ) -> None:
        badge = shown(AMINA)
        assert badge is not None
        for path in (f"/credentials/{badge.uuid}.png", "/healthz"):
            assert "Content-Encoding" not in client.get(path, headers=PACKED).headers

    def test_asking_for_the_headers_gives_those_of_the_packed_document(
        self, client: AcademyClient, shown: Shown
    ) -> None:
        badge = shown(AMINA)
        assert badge is not None
        path = f"/credentials/{badge.uuid}.json"
        whole, answer = client.get(path, headers=PACKED), client.head(path, headers=PACKED)

        assert answer.data == b""
        assert answer.headers["Content-Encoding"] == "gzip"
        assert answer.headers["Content-Length"] == whole.headers["Content-Length"]
