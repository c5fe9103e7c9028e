"""What the proof of participation as an Open Badge says, out of the line in the learning record."""

from flask_babel import force_locale, format_decimal
from flask_babel import gettext as _

from academy.credentials.participation import Participation
from academy.languages import DUTCH
from academy.learning.models import LearningRecord
from academy.learning.proof import outcomes_of
from academy.learning.words import FORMS


def can_be_badge(record: LearningRecord) -> bool:
    """Whether it is known who gave it, and nothing of what the EU asks is missing."""
    texts = (record.details.get(name) or {} for name in ("outcomes", "assessment", "quality"))
    return record.enrolment is not None and all(text.get(DUTCH) for text in texts)


def participation(record: LearningRecord) -> Participation:
    """In Dutch. Only of what `can_be_badge`."""
    assert record.enrolment is not None  # noqa: S101 - can_be_badge says so
    version = record.enrolment.run.course_version
    with force_locale(DUTCH):
        return Participation(
            record_id=record.id,
            record_uuid=record.uuid,
            version_uuid=version.uuid,
            person_uuid=record.person.uuid,
            title=record.title[DUTCH],
            description=version.description[DUTCH],
            outcomes=tuple(outcomes_of(record)),
            code=record.details["course"],
            number=record.details["version"],
            hours=record.hours,
            workload=_("%(hours)s uur", hours=format_decimal(record.hours)),
            form=str(FORMS.get(record.form, record.form)),
            assessment=record.details["assessment"][DUTCH],
            quality=record.details["quality"][DUTCH],
            level=record.details.get("level", ""),
            starts_on=record.starts_on,
            ends_on=record.ends_on,
        )
