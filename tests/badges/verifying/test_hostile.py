"""Every hostile file gets the verdict that it deserves, and every good one is accepted."""

from pathlib import Path

import pytest

from badges.fetching import OfflineMap
from badges.proofs.vc_jwt import sign_jws
from badges.verifying import Outcome, Verdict, verify
from tests.badges.foundry import NOW, TRUST, p256_signer, status_list
from tests.badges.hostile import all_cases
from tests.badges.hostile.cases import Case

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Files that some maps name."""
    folder = tmp_path_factory.mktemp("documents")
    listed = status_list()
    (folder / "status.jwt").write_text(sign_jws(listed, p256_signer(), kind="JWT"))
    (folder / "not json at all.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    return folder


@pytest.mark.parametrize("case", list(all_cases()), ids=lambda case: case.name)
def test_the_verdict_is_the_right_one(case: Case, folder: Path) -> None:
    report = verify(
        case.source, documents=OfflineMap(case.documents, folder=folder), now=NOW, trust=TRUST
    )
    trouble = [check for check in report.checks if check.outcome not in ("pass", "skip")]
    assert report.verdict in case.verdicts, trouble
    assert report.valid == (report.verdict is Verdict.VALID)
    assert all(check.message and check.place for check in trouble)
    assert "internal" not in {check.code for check in report.checks}
    if Outcome.PASS not in {c.outcome for c in report.checks if c.id == "proof"}:
        assert report.credential is None
