"""What two texts of a course say differently, field by field, in words for people."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from academy.learning.course_form import DRAFTED, CourseForm
from academy.learning.hours import written_hours
from academy.learning.words import AUDIENCES, FORMS, LEVELS

WORDS: Mapping[str, Mapping[str, object]] = {
    "form": FORMS,
    "audience": AUDIENCES,
    "level": LEVELS,
}


@dataclass(frozen=True, slots=True)
class Change:
    """One field that differs; texts are empty where nothing stands."""

    name: str
    label: str
    old: str
    new: str


def differences(form: CourseForm, old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Change]:
    """In the order of the form, which knows the labels and the names of the skills."""
    found = [
        Change(name, str(form[name].label.text), _text(form, name, old), _text(form, name, new))
        for name in DRAFTED
    ]
    return [each for each in found if each.old != each.new]


def _text(form: CourseForm, name: str, values: Mapping[str, Any]) -> str:
    value = values.get(name)
    if name == "skills":
        names = {choice.value: str(choice.label) for choice in form.skills.choices}
        return "\n".join(names.get(code, code) for code in value or ())
    if isinstance(value, float):
        return written_hours(value)
    return str(WORDS.get(name, {}).get(str(value), "" if value is None else value))
