"""Own words that another installation wrote in its file of everything.

They are held to the form of the page, as if the worker typed them, and stay own words.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Final
from uuid import uuid4

from werkzeug.datastructures import MultiDict

from academy.catalogue.models import SkillVersion
from academy.catalogue.queries import open_versions
from academy.errors import AcademyError
from academy.security.identity import Identity
from academy.wallet.brought import queries, service
from academy.wallet.brought.forms import BroughtForm
from academy.wallet.brought.models import Brought, Kind
from academy.wallet.brought.rules import MOST
from academy.wallet.brought.service import Said

FIELDS: Final = ("words", "place", "time", "valid_until")
EARLIEST: Final = datetime(2000, 1, 1, tzinfo=UTC)
"""No wallet is as old as this; the first years of all do not fit every time zone."""


@dataclass(slots=True)
class Taken:
    """What became of them; what was there already is in neither number."""

    kept: int = 0
    refused: int = 0
    full: AcademyError | None = None
    """Why no more was kept."""


def rows_in(source: bytes) -> Sequence[object]:
    """What a file of own words lists; of a file that is none, one thing that can't be kept."""
    try:
        found = json.loads(source)
    except (ValueError, RecursionError):
        return [None]
    return found if isinstance(found, list) else [None]


def take_in(rows: Sequence[object], *, by: Identity, now: datetime) -> Taken:
    """Each that fits; no more is looked at than one wallet holds."""
    taken = Taken(refused=max(0, len(rows) - MOST))
    own = queries.own_brought(by) if rows else ()
    # a skill that stopped is offered no more, and what is said of it is there already
    versions = [*open_versions(), *(each.skill.versions[-1] for each in own if each.skill)]
    known = {_same(each.kind, each) for each in own}
    for row in rows[:MOST]:
        read = _read(row, versions, now)
        if read is None:
            taken.refused += 1
        elif _same(*read) not in known:
            known.add(_same(*read))
            _keep(*read, taken, by=by, now=now)
    return taken


def _keep(kind: Kind, said: Said, taken: Taken, *, by: Identity, now: datetime) -> None:
    try:
        service.say(uuid4(), kind, said, by=by, now=now)
    except AcademyError as refusal:
        taken.refused, taken.full = taken.refused + 1, refusal
    else:
        taken.kept += 1


def _same(kind: Kind, said: Said | Brought) -> tuple[object, ...]:
    return kind, said.skill_id, said.words, said.place, said.time, said.valid_until


def _read(row: object, versions: Sequence[SkillVersion], now: datetime) -> tuple[Kind, Said] | None:
    """None for what the page would not take."""
    if not isinstance(row, dict) or row.get("kind") not in list(Kind):
        return None
    kind, typed = Kind(row["kind"]), _typed(row, {each.skill.code for each in versions})
    if not all(isinstance(each, str) for each in typed.values()):
        return None
    form = BroughtForm(kind, versions, formdata=MultiDict(typed), meta={"csrf": False})
    if not form.validate():
        return None
    said_at, confirmed_at = (_moment(row.get(each), now) for each in ("said_at", "confirmed_at"))
    return kind, replace(form.said, said_at=said_at, confirmed_at=confirmed_at)


def _typed(row: Mapping[str, Any], skills: set[str]) -> dict[str, Any]:
    """As the worker would fill it in; a skill that isn't in this palette is named in words."""
    typed = {name: row.get(name) or "" for name in FIELDS}
    code = row.get("skill") or ""
    if not isinstance(code, str) or code in skills:
        return {**typed, "skill": code}
    return {**typed, "words": typed["words"] or row.get("skill_name") or ""}


def _moment(text: object, now: datetime) -> datetime | None:
    try:
        found = datetime.fromisoformat(str(text))
    except ValueError:
        return None
    return found if found.tzinfo and EARLIEST <= found <= now else None
