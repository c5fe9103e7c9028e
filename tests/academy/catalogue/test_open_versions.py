"""Which version of a skill can be assessed: published, not retired, and the newest of these."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from academy.assessments.choosing import choices_for
from academy.assessments.queries import TeamWorker
from academy.catalogue.models import SkillVersion
from academy.catalogue.queries import open_version, open_versions
from academy.database import db
from academy.wallet.queries import open_skills
from tests.cast import AMINA, JAN, Cast
from tests.clock import START

CODE = "textiel-sorteren"
EARLIER, LATER = START - timedelta(days=2), START - timedelta(days=1)


@pytest.fixture
def version(palette: None) -> SkillVersion:
    found = open_version(CODE)
    assert found is not None
    return found


def a_version_like(version: SkillVersion, number: str, **changed: object) -> SkillVersion:
    columns = {column.key for column in SkillVersion.__mapper__.column_attrs} - {"id", "uuid"}
    values = {key: getattr(version, key) for key in columns} | {"number": number} | changed
    added = SkillVersion(**values)
    db.session.add(added)
    db.session.flush()
    return added


def offered(worker: TeamWorker) -> list[SkillVersion]:
    found = choices_for(worker.team, JAN.identity(), worker=worker)
    listed = [choice for domain in found.domains for choice in domain.skills]
    return [choice.version for choice in (*found.likely, *listed)]


@pytest.mark.parametrize(
    ("published_at", "retired_at", "is_open"),
    [
        (None, None, False),
        (EARLIER, None, True),
        (EARLIER, LATER, False),
        (None, LATER, False),
    ],
)
def test_python_and_the_database_agree_on_what_is_open(
    version: SkillVersion,
    published_at: datetime | None,
    retired_at: datetime | None,
    is_open: bool,
) -> None:
    version.published_at, version.retired_at = published_at, retired_at
    db.session.flush()
    found = select(SkillVersion.is_open).where(SkillVersion.id == version.id)

    assert version.is_open is is_open
    assert bool(db.session.scalar(found)) is is_open


def test_of_two_open_versions_everybody_takes_the_newest(version: SkillVersion, cast: Cast) -> None:
    newest = a_version_like(version, "9.1", published_at=version.published_at)
    a_version_like(version, "9.0", published_at=version.published_at - timedelta(days=1))
    a_version_like(version, "9.2", published_at=None)
    worker = TeamWorker(AMINA.row, cast.sorteren)
    choices = offered(worker)

    assert open_version(CODE) is newest
    assert [each for each in open_versions() if each.skill_id == version.skill_id] == [newest]
    assert [each for each in choices if each.skill_id == version.skill_id] == [newest]
    assert [
        each.version_id
        for each in open_skills({version.skill.domain_id})
        if each.skill_id == version.skill_id
    ] == [newest.id]


def test_a_skill_without_an_open_version_is_offered_to_nobody(
    version: SkillVersion, cast: Cast
) -> None:
    version.retired_at = START
    db.session.flush()
    worker = TeamWorker(AMINA.row, cast.sorteren)

    assert open_version(CODE) is None
    assert version not in open_versions()
    assert version not in offered(worker)
