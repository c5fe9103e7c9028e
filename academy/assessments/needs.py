"""What a badge needs, in one sentence for whoever looks: before it is seen, and afterwards."""

from collections.abc import Iterator

from babel.lists import format_list
from flask_babel import get_locale, ngettext
from flask_babel import gettext as _

from academy.assessments.rules import Lacking
from academy.catalogue.licensing.queries import kind_of
from academy.catalogue.models import SkillVersion
from academy.catalogue.validation.rule import Rule
from academy.web.locale import localised


def what_is_needed(version: SkillVersion, rule: Rule) -> str:
    """On the form, before anything is filled in; and who may look, where not everybody may."""
    parts = list(_needed(version, rule))
    once = _("Eén keer kijken is genoeg voor de badge.")
    said = _("Voor de badge is nodig: %(parts)s.", parts=_listed(parts)) if parts else once
    if not version.named_assessors:
        return str(said)
    return f"{said} {_('Alleen wie apart bevoegd is voor dit domein, mag dit beoordelen.')}"


def what_is_lacking(version: SkillVersion, lacking: Lacking) -> str:
    """After saving: what is still to come. Empty when nothing is."""
    parts = list(_lacking(version, lacking))
    if not parts:
        return ""
    listed = _listed(parts)
    return str(_("%(parts)s, dan is de badge er.", parts=listed[0].upper() + listed[1:]))


def _needed(version: SkillVersion, rule: Rule) -> Iterator[str]:
    if rule.observations > 1:
        yield _("kijken op %(num)s verschillende dagen", num=rule.observations)
    if rule.assessors > 1:
        yield _("kijken door %(num)s verschillende mensen", num=rule.assessors)
    if rule.photo:
        yield _("een foto van het werk")
    if rule.certificate:
        kind = kind_of(version.skill_id)
        if kind is None:
            yield _("het certificaat of rijbewijs zien")
        else:
            yield _("een geldig certificaat: %(kind)s", kind=localised(kind.name))


def _lacking(version: SkillVersion, lacking: Lacking) -> Iterator[str]:
    if lacking.days:
        yield ngettext(
            "nog %(num)s keer kijken op een andere dag",
            "nog %(num)s keer kijken op andere dagen",
            lacking.days,
        )
    if lacking.assessors:
        yield ngettext(
            "nog %(num)s andere persoon die kijkt",
            "nog %(num)s andere mensen die kijken",
            lacking.assessors,
        )
    if lacking.photo:
        yield _("nog een foto van het werk")
    if lacking.certificate:
        kind = kind_of(version.skill_id)
        if kind is None:
            yield _("nog het certificaat of rijbewijs zien")
        else:
            yield _("nog op kantoor laten zien: %(kind)s", kind=localised(kind.name))


def _listed(parts: list[str]) -> str:
    return format_list(parts, locale=get_locale())
