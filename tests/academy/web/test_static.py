"""Static files come packed to who can unpack them, and leave nothing on the disk."""

import gzip
import tempfile

import pytest
from flask import Flask

from academy.settings import PROJECT
from academy.web.static import register_static_files
from tests.client import AcademyClient

SCRIPT = "js/shared/find.js"
DRAWING = "img/logo.svg"
PICTURE = "img/icon-192.png"
PACKED = {"Accept-Encoding": "gzip, br"}


def address(client: AcademyClient, path: str) -> str:
    return str(client.application.jinja_env.globals["static_url"](path))


def test_a_script_comes_packed_and_is_kept_for_a_year(client: AcademyClient) -> None:
    for _twice in range(2):
        answer = client.get(address(client, SCRIPT), headers=PACKED)

        assert answer.status_code == 200
        assert answer.headers["Content-Encoding"] == "gzip"
        assert answer.headers["Vary"] == "Accept-Encoding"
        assert int(answer.headers["Content-Length"]) == len(answer.data)
        assert "max-age=31536000" in answer.headers["Cache-Control"]
        plain = client.get(address(client, SCRIPT), buffered=True)
        assert gzip.decompress(answer.data) == plain.data


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        pytest.param(DRAWING, {}, id="a browser that cannot unpack"),
        pytest.param(PICTURE, PACKED, id="a picture, which is packed already"),
    ],
)
def test_it_comes_as_it_is(client: AcademyClient, path: str, headers: dict[str, str]) -> None:
    answer = client.get(address(client, path), headers=headers, buffered=True)

    assert "Content-Encoding" not in answer.headers
    assert answer.data == (PROJECT / "static" / path).read_bytes()


def test_what_a_browser_has_is_not_sent_again(client: AcademyClient) -> None:
    tag = client.get(address(client, SCRIPT), headers=PACKED).headers["ETag"]

    answer = client.get(address(client, SCRIPT), headers={**PACKED, "If-None-Match": tag})

    assert answer.status_code == 304
    assert answer.data == b""
    assert answer.headers["Vary"] == "Accept-Encoding"


def test_a_head_request_and_a_part_come_plain(client: AcademyClient) -> None:
    size = (PROJECT / "static" / DRAWING).stat().st_size

    head = client.head(address(client, DRAWING), headers=PACKED)
    part = client.get(
        address(client, DRAWING), headers={**PACKED, "Range": "bytes=0-9"}, buffered=True
    )

    assert head.headers["Content-Length"] == str(size)
    assert part.status_code == 206
    assert part.headers["Content-Range"] == f"bytes 0-9/{size}"


@pytest.mark.parametrize("part", ["bytes=99999999-", "bytes=5-2", "bytes=a-b", "items=0-5"])
def test_a_part_that_there_is_not_is_refused(client: AcademyClient, part: str) -> None:
    size = (PROJECT / "static" / DRAWING).stat().st_size

    answer = client.get(address(client, DRAWING), headers={"Range": part})

    assert answer.status_code == 416
    assert answer.headers["Content-Range"] == f"bytes */{size}"


def test_serving_leaves_nothing_on_the_disk(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    site, temporary = tmp_path_factory.mktemp("site"), tmp_path_factory.mktemp("temporary")
    (site / "hello.txt").write_text("hello " * 100)
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    app = Flask(__name__, static_folder=None)

    register_static_files(app, site)
    url = app.jinja_env.globals["static_url"]("hello.txt")
    answer = app.test_client().get(url, headers=PACKED)

    assert gzip.decompress(answer.data) == b"hello " * 100
    assert list(temporary.iterdir()) == []
    assert [file.name for file in site.iterdir()] == ["hello.txt"]
