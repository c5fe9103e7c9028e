"""The map gives documents, and nothing else is fetched."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from badges.fetching import OfflineMap, UnavailableError
from badges.fetching.offline import MapError

DID = "did:web:badges.example.nl:issuers:1"
DID_URL = "https://badges.example.nl/issuers/1/did.json"


class Handler(BaseHTTPRequestHandler):
    """Answers with the path that was asked for."""

    def do_GET(self) -> None:
        self.send_response(404 if "weg" in self.path else 200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(b"x" * 2_000_000 if "groot" in self.path else self.path.encode())

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base's name
        """Say nothing."""


@pytest.fixture
def port() -> Iterator[int]:
    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server.server_port
    server.shutdown()
    thread.join()
    server.server_close()


def test_documents_are_objects_files_or_answers(tmp_path: Path) -> None:
    (tmp_path / "list.jwt").write_text("a.b.c")
    found = OfflineMap(
        {
            "https://a.example/1": {"x": 1},
            "https://a.example/2": "list.jwt",
            "https://a.example/3": {"status": 410, "body": {"revoked": True}},
        },
        folder=tmp_path,
    )
    assert json.loads(found.get("https://a.example/1").body) == {"x": 1}
    assert found.get("https://a.example/2").body == b"a.b.c"
    assert found.get("https://a.example/2").content_type == "application/jwt"
    gone = found.get("https://a.example/3")
    assert (gone.status, json.loads(gone.body)) == (410, {"revoked": True})


def test_a_did_is_found_under_its_own_name_or_its_address() -> None:
    assert OfflineMap({DID: {"x": 1}}).get(DID).status == 200
    assert OfflineMap({DID_URL: {"x": 1}}).get(DID).status == 200


def test_a_slash_at_the_end_makes_no_difference() -> None:
    assert OfflineMap({"https://a.example": {}}).get("https://a.example/").status == 200


def test_a_prefix_leads_to_a_server_on_this_machine(port: int) -> None:
    found = OfflineMap(prefixes={"https://badges.example.nl/": f"http://127.0.0.1:{port}/"})
    assert found.get("https://badges.example.nl/a?b=c").body == b"/a?b=c"
    assert found.get(DID).body == b"/issuers/1/did.json"
    assert found.get("https://badges.example.nl/weg").status == 404
    with pytest.raises(UnavailableError, match="more than is allowed"):
        found.get("https://badges.example.nl/groot")


@pytest.mark.parametrize("url", ["https://a.example/1", "did:web:a.example", "file:///etc/passwd"])
def test_what_is_not_in_the_map_is_not_available(url: str) -> None:
    with pytest.raises(UnavailableError, match="not in the map"):
        OfflineMap().get(url)


def test_a_file_that_is_not_there_is_not_available(tmp_path: Path) -> None:
    with pytest.raises(UnavailableError, match="cannot be read"):
        OfflineMap({"https://a.example/1": "weg.json"}, folder=tmp_path).get("https://a.example/1")


def test_a_prefix_may_not_lead_elsewhere() -> None:
    with pytest.raises(MapError, match="this machine"):
        OfflineMap(prefixes={"https://a.example/": "http://10.0.0.1/"})


def test_a_map_is_read_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "map.json"
    path.write_text(json.dumps({"documents": {"https://a.example/1": "one.json"}}))
    (tmp_path / "one.json").write_text("{}")
    assert OfflineMap.from_file(path).get("https://a.example/1").body == b"{}"


@pytest.mark.parametrize("text", ["", "[]", "5", '{"documents": 5}', '{"prefixes": ["x"]}'])
def test_a_crooked_map_is_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "map.json"
    path.write_text(text)
    with pytest.raises(MapError):
        OfflineMap.from_file(path)
