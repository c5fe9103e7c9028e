"""`python -m badges`, run as a stranger runs it."""

import json
import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from badges.commands import main
from tests.badges.foundry import (
    REVOKED_INDEX,
    TRUST,
    badge,
    changed,
    collection,
    jwt,
    old_assertion,
    old_world,
    png,
    signed,
    svg,
    to_bytes,
    world,
)

NOW = "2026-11-21T12:00:00Z"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a map, known issuers, badges and pictures, in which the command runs."""
    monkeypatch.chdir(tmp_path)
    files: dict[str, Any] = {
        "map.json": {"documents": world() | old_world()},
        "trust.json": TRUST,
        "good.json": signed(badge()),
        "revoked.json": signed(badge(REVOKED_INDEX)),
        "tampered.json": changed(signed(badge()), "name", to="x"),
        "old.json": old_assertion(),
        "record.json": signed(collection([signed(badge())])),
        "template.json": {
            name: value
            for name, value in badge(credentialStatus=None).items()
            if name not in ("id", "validFrom", "issuer")
        }
        | {"issuer": {"name": "Werkplaats"}},
    }
    for name, document in files.items():
        (tmp_path / name).write_bytes(to_bytes(document))
    (tmp_path / "good.jwt").write_text(jwt())
    (tmp_path / "plain.png").write_bytes(png())
    (tmp_path / "plain.svg").write_bytes(svg(""))
    (tmp_path / "words.txt").write_text("Dit is geen badge.")
    return tmp_path


def run(*arguments: str) -> int:
    return main(arguments)


def verified(name: str, *more: str) -> int:
    return run("verify", name, "--map", "map.json", "--now", NOW, *more)


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("good.json", 0),
        ("good.jwt", 0),
        ("old.json", 0),
        ("record.json", 0),
        ("revoked.json", 1),
        ("tampered.json", 1),
        ("plain.png", 2),
        ("words.txt", 2),
        ("map.json", 2),
        ("nergens.json", 2),
    ],
)
def test_the_exit_status_says_valid_other_or_no_badge(folder: Path, name: str, status: int) -> None:
    assert verified(name) == status
    assert verified(name, "--json") == status


def test_the_report_as_json_has_the_promised_members(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    verified("good.json", "--json", "--trust", "trust.json")
    report = json.loads(capsys.readouterr().out)
    assert report.keys() >= {"verdict", "valid", "version", "format", "checks", "credential"}
    assert (report["verdict"], report["valid"], report["version"], report["format"]) == (
        "valid",
        True,
        "3.0",
        "data-integrity",
    )
    assert [check["id"] for check in report["checks"]] == [
        "parse", "schema", "safe-mode", "key-controller", "proof", "issuer", "valid-from",
        "valid-until", "status", "recipient", "endorsements",
    ]  # fmt: skip
    assert {check["outcome"] for check in report["checks"]} <= {"pass", "fail", "unknown", "skip"}
    assert report["credential"]["issuer"]["name"] == TRUST[report["credential"]["issuer"]["id"]]


def test_an_issuer_that_is_not_known_is_told(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "none.json").write_text("{}")
    assert verified("good.json", "--trust", "none.json") == 1
    assert capsys.readouterr().out.startswith("UNKNOWN ISSUER.")


def test_a_person_reads_what_failed_and_where(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    verified("tampered.json")
    told = capsys.readouterr().out
    assert told.startswith("INVALID.")
    assert " ✗ proof" in told
    assert "Textiel" not in told


def test_the_holder_can_be_asked_about(folder: Path) -> None:
    assert verified("old.json", "--recipient", "A@example.com") == 0
    assert verified("old.json", "--recipient", "b@example.com") == 1


@pytest.mark.parametrize("option", ["--map", "--trust"])
@pytest.mark.parametrize("text", ["", "[]", '{"documents": 1, "x": 2}'])
def test_a_crooked_map_or_list_is_refused(folder: Path, option: str, text: str) -> None:
    (folder / "crooked.json").write_text(text)
    assert run("verify", "good.json", option, "crooked.json", "--now", NOW) == 2


def test_a_crooked_time_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("verify", "good.json", "--map", "map.json", "--now", "gisteren") == 2
    assert "2026-11-21T09:30:00Z" in capsys.readouterr().err


@pytest.mark.parametrize("image", ["plain.png", "plain.svg"])
@pytest.mark.parametrize("name", ["good.json", "good.jwt", "old.json", "record.json"])
def test_a_badge_is_baked_and_taken_out_again(
    folder: Path, image: str, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("bake", image, name, "baked") == 0
    assert verified("baked") == 0
    capsys.readouterr()
    assert run("unbake", "baked") == 0
    assert capsys.readouterr().out.strip() == (folder / name).read_text()


def test_a_key_is_made_once_for_its_owner_only(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("keygen", "key.pem") == 0
    document = json.loads(capsys.readouterr().out)
    assert document["id"].startswith("did:key:z6Mk")
    assert stat.S_IMODE((folder / "key.pem").stat().st_mode) == 0o600
    assert run("keygen", "key.pem") == 2
    assert "already" in capsys.readouterr().err


@pytest.mark.parametrize("algorithm", ["ed25519", "es256"])
def test_a_badge_that_is_issued_is_valid(folder: Path, algorithm: str) -> None:
    assert run("keygen", "key.pem", "--algorithm", algorithm) == 0
    assert run("issue", "template.json", "--key", "key.pem", "badge", "--now", NOW) == 0
    assert verified("badge") == 0


def test_a_template_needs_no_more_than_who_and_what(folder: Path) -> None:
    about = {
        "id": "urn:uuid:00000000-0000-4000-8000-000000000009",
        "type": ["Achievement"],
        "name": "Lassen",
        "description": "Last netjes.",
        "criteria": {"narrative": "Op de werkvloer gezien."},
    }
    subject = {"id": "urn:x:mens", "type": ["AchievementSubject"], "achievement": about}
    (folder / "template.json").write_text(json.dumps({"credentialSubject": subject}))
    run("keygen", "key.pem")
    assert run("issue", "template.json", "--key", "key.pem", "badge", "--now", NOW) == 0
    assert verified("badge") == 0
    assert json.loads((folder / "badge").read_text())["name"] == "Lassen"


def test_a_template_cannot_write_on_the_screen(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("keygen", "key.pem")
    capsys.readouterr()
    (folder / "template.json").write_text(json.dumps({"\x1b[2J\u202ewis": 1, "name": "\x1b[2J"}))
    assert run("issue", "template.json", "--key", "key.pem", "badge") == 2
    told = capsys.readouterr().err
    assert "wis" in told
    assert not {"\x1b", "\u202e"} & set(told)


def test_a_template_with_a_proof_is_refused(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("keygen", "key.pem")
    assert run("issue", "good.json", "--key", "key.pem", "badge") == 2
    assert "proof" in capsys.readouterr().err


def test_a_badge_of_a_did_web_needs_its_document(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = "did:web:werkplaats.example"
    run("keygen", "key.pem", "--algorithm", "rs256", "--issuer", site)
    document: dict[str, Any] = json.loads(capsys.readouterr().out)
    template = json.loads((folder / "template.json").read_text())
    template["issuer"] = {"id": site, "type": ["Profile"], "name": "Werkplaats"}
    (folder / "template.json").write_text(json.dumps(template))
    assert run("issue", "template.json", "--key", "key.pem", "badge", "--now", NOW) == 0
    assert verified("badge") == 1
    (folder / "map.json").write_text(json.dumps({"documents": {site: document}}))
    assert verified("badge") == 0


def test_a_template_that_is_not_right_is_told_all_that_is_wrong(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("keygen", "key.pem")
    (folder / "template.json").write_text('{"@context": [], "type": []}')
    assert run("issue", "template.json", "--key", "key.pem", "badge") == 2
    assert len(capsys.readouterr().err.splitlines()) > 2
    assert not (folder / "badge").exists()


def test_it_runs_as_a_module_and_reads_standard_input(folder: Path) -> None:
    done = subprocess.run(  # a fresh interpreter, without a shell
        [sys.executable, "-m", "badges", "verify", "-", "--map", "map.json", "--now", NOW],
        input=(folder / "good.json").read_bytes(),
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])},
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.startswith(b"VALID.")
