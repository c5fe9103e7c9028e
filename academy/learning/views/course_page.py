"""The form of a course as pages show it: with the skills of the palette by domain."""

from collections.abc import Mapping
from typing import Any

from flask import render_template

from academy.learning import queries
from academy.learning.course_form import CourseForm
from academy.learning.models import CourseVersion
from academy.web.locale import localised


def course_form(
    version: CourseVersion | None, draft: Mapping[str, Any] | None = None
) -> CourseForm:
    """Filled with the draft or else the version; what they name stays to be chosen."""
    kept = [*(version.skill_codes if version else []), *((draft or {}).get("skills") or [])]
    return CourseForm.about(version, {code: code for code in kept} | skill_names(), draft)


def skill_names() -> dict[str, str]:
    """Of the skills that are in the palette now, by code."""
    shelves = queries.skill_choices().values()
    return {code: localised(name) for shelf in shelves for code, name in shelf}


def form_page(template: str, form: CourseForm, **values: Any) -> str:
    boxes = {option.data: option for option in form.skills}
    shelves = [
        (domain, [boxes.pop(code) for code, _name in shelf if code in boxes])
        for domain, shelf in queries.skill_choices().items()
    ]
    return render_template(
        template, form=form, shelves=shelves, left_over=list(boxes.values()), **values
    )
