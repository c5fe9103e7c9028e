"""Quality marks of organisations that are over or soon will be: the office asks for a new one, and
the academy says until when it holds."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from flask import url_for
from flask_babel import gettext as _

from academy.organisations.models import Organisation
from academy.organisations.queries import own_organisations, with_marks_ending
from academy.security.identity import Identity
from academy.todo.tasks import Task
from academy.web.filters import day


def own(identity: Identity, _now: datetime) -> Iterator[Task]:
    return _tasks(own_organisations(identity).rows, identity.today, "organisations.show")


def of_all(identity: Identity, _now: datetime) -> Iterator[Task]:
    return _tasks(with_marks_ending(identity.today), identity.today, "organisations.platform")


def _tasks(places: Iterable[Organisation], today: date, endpoint: str) -> Iterator[Task]:
    for place in places:
        href = url_for(endpoint, organisation_uuid=place.uuid)
        for mark, until in place.marks_ending(today).items():
            is_over, values = until < today, {"mark": mark, "day": day(until)}
            yield Task(
                words=_("%(mark)s eindigde op %(day)s", **values)
                if is_over
                else _("%(mark)s eindigt op %(day)s", **values),
                href=href, icon="certificate", place=place.name, is_late=is_over,
            )  # fmt: skip
