"""What a leader fills in to make a sheet, and to enter one."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import SelectField, ValidationError
from wtforms.fields import SelectChoice

from academy.assessments.observed_day import ObservedDayField
from academy.catalogue.levels import EARNED
from academy.catalogue.models import SkillVersion
from academy.people.namesakes import called
from academy.teams.observation_sheets.entering import Cell, Entry
from academy.teams.observation_sheets.making import MOST_SKILLS
from academy.web.forms import Form, KeyedForm, optional, required
from academy.web.locale import localised

NOTHING = ""
"""A box that stays empty."""
SURE = "sure"
"""Names of cells that were asked about and are meant."""


class NewSheetForm(KeyedForm):
    """One skill, and up to three more."""

    first = SelectField(
        lazy_gettext("Vaardigheid 1"),
        validators=[required(lazy_gettext("Kies een vaardigheid."))],
    )
    second = SelectField(lazy_gettext("Vaardigheid 2"), validators=[optional()])
    third = SelectField(lazy_gettext("Vaardigheid 3"), validators=[optional()])
    fourth = SelectField(lazy_gettext("Vaardigheid 4"), validators=[optional()])

    @property
    def choices(self) -> list[SelectField]:
        return [self.first, self.second, self.third, self.fourth][:MOST_SKILLS]

    def offer(self, versions: Sequence[SkillVersion]) -> "NewSheetForm":
        offered = [
            SelectChoice(
                value=version.skill.code,
                label=localised(version.name),
                optgroup=localised(version.skill.domain.name),
            )
            for version in versions
        ]
        for field in self.choices:
            field.choices = [SelectChoice(value=NOTHING, label=_("Kies")), *offered]
        return self

    def chosen(self, versions: Sequence[SkillVersion]) -> list[SkillVersion]:
        """Each once, in the order in which they were chosen."""
        by_code = {version.skill.code: version for version in versions}
        codes = dict.fromkeys(field.data for field in self.choices if field.data)
        return [by_code[code] for code in codes]


class EntryForm(Form):
    """The day; `entry_form` adds a field for each box."""

    observed_on = ObservedDayField(
        lazy_gettext("Gezien op"),
        validators=[required(lazy_gettext("Vul de datum in die op het blad staat."))],
    )
    cells: Sequence[Cell] = ()

    def entries(self) -> list[Entry]:
        """What was filled in of what was not entered before."""
        return [
            Entry(cell, int(self[cell.name].data))
            for cell in self.cells
            if cell.saved is None and self[cell.name].data
        ]

    def validate(self, *arguments: Any, **options: Any) -> bool:
        if not super().validate(*arguments, **options):
            return False
        if not self.entries():
            self.form_errors.append(_("Kies bij minstens één persoon hoe het ging."))
            return False
        return True


class LevelField(SelectField):  # type: ignore[misc]
    """One box; its label is read, and not seen, for row and column stand beside it."""

    def __init__(self, cell: Cell, **options: Any) -> None:
        label = f"{called(cell.person)}, {localised(cell.version.name)}"
        words = [
            SelectChoice(value=str(level.value), label=localised(cell.version.level_name(level)))
            for level in EARNED
        ]
        empty = SelectChoice(value=NOTHING, label=_("Niet gekeken"))
        super().__init__(label, choices=[empty, *words], default=NOTHING, **options)
        self.flags.required = True  # templates would call it optional otherwise

    def pre_validate(self, form: Form) -> None:  # noqa: ARG002
        if self.data not in {NOTHING, *(str(level.value) for level in EARNED)}:
            raise ValidationError(_("Kies hoe het gaat."))


def entry_form(cells: Sequence[Sequence[Cell]]) -> EntryForm:
    """With a field for each box that is not entered yet and can be."""
    flat = [cell for line in cells for cell in line]
    fields = {cell.name: LevelField(cell) for cell in flat if cell.saved is None}
    kind: type[EntryForm] = type("SheetForm", (EntryForm,), {**fields, "cells": tuple(flat)})
    return kind()
