"""The same as CSV in one ZIP; a spreadsheet opens it and runs nothing of it."""

import io
from collections.abc import Iterator, Mapping
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from flask_babel import gettext as _

from academy.people.namesakes import called
from academy.reports.audit.words import words
from academy.reports.auditors.pack import Pack
from academy.reports.auditors.words import OBJECTIONS, REVOKED, SAMPLES, last_day
from academy.web.filters import day, moment
from academy.web.locale import localised
from academy.web.spreadsheet import Cell, spreadsheet

ALWAYS = (1980, 1, 1, 0, 0, 0)
"""The same pack is the same file."""


def zipped(pack: Pack) -> bytes:
    content = io.BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as archive:
        for name, text in _files(pack):
            archive.writestr(ZipInfo(name, ALWAYS), text)
    return content.getvalue()


def _files(pack: Pack) -> Iterator[tuple[str, str]]:
    header = [
        _("Naam"), _("Onderdeel"), _("Vanaf"), _("Tot en met"), _("Bewijs"), _("Waarom gestopt"),
    ]  # fmt: skip
    yield "beoordelaars.csv", spreadsheet(header, _authorities(pack))
    figures = [_("Wat"), _("Aantal")]
    badges: list[list[Cell]] = [[_("Badges gegeven"), pack.badges]]
    yield "badges.csv", spreadsheet(figures, [*badges, *_counted(pack.revoked, REVOKED)])
    yield "steekproeven.csv", spreadsheet(figures, _counted(pack.samples, SAMPLES))
    yield "bezwaren.csv", spreadsheet(figures, _counted(pack.objections, OBJECTIONS))
    changes = [
        [moment(each.at), words(each.action), localised(each.about or {}), each.number]
        for each in pack.changes
    ]
    header = [_("Wanneer"), _("Wat"), _("Waarover"), _("Versie")]
    yield "veranderingen.csv", spreadsheet(header, changes)


def _authorities(pack: Pack) -> Iterator[list[Cell]]:
    for row in pack.authorities:
        part = pack.domains[row.domain_id].name if row.domain_id else None
        yield [
            called(row.person),
            localised(part) if part else _("Alles uit het skillspalet"),
            day(row.starts_on),
            last_day(row, none=""),
            f"{row.proof} {day(row.proof_on)}" if row.proof and row.proof_on else "",
            row.end_reason,
        ]


def _counted(found: Mapping[str, int], names: Mapping[str, object]) -> list[list[Cell]]:
    return [[str(words), found.get(key, 0)] for key, words in names.items()]
