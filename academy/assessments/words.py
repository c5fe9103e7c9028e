"""Words for what is said about an assessment: on forms, on public pages and in the log."""

from collections.abc import Mapping

from flask_babel import LazyString, lazy_gettext

from academy.assessments.models import (
    Answer,
    Method,
    ObjectionReason,
)
from academy.assessments.rules import SAW_CERTIFICATE

OFFERED: Mapping[str | None, LazyString] = {
    Answer.SEEN: lazy_gettext("Gezien"),
    Answer.NOT_LOOKED: lazy_gettext("Niet gekeken"),
    Answer.NOT_YET: lazy_gettext("Lukte nog niet"),
}
"""The answers that a form offers."""
ANSWERS: Mapping[str | None, LazyString] = {
    **OFFERED,
    Answer.NOT_SEEN: lazy_gettext("Niet gezien"),
}
METHODS: Mapping[str, LazyString] = {
    Method.PRACTICE: lazy_gettext("Tijdens het werk"),
    Method.SIMULATION: lazy_gettext("In een oefening"),
    Method.CONVERSATION: lazy_gettext("In een gesprek over het werk"),
}
REMARKS: Mapping[str, LazyString] = {
    "works_safely": lazy_gettext("Werkt veilig"),
    "works_neatly": lazy_gettext("Werkt netjes"),
    "works_steadily": lazy_gettext("Werkt in een goed tempo"),
    "asks_questions": lazy_gettext("Vraagt als iets niet duidelijk is"),
    "helps_others": lazy_gettext("Helpt anderen"),
    "more_practice": lazy_gettext("Mag dit vaker doen"),
    "more_explanation": lazy_gettext("Wil nog een keer uitleg"),
    SAW_CERTIFICATE: lazy_gettext("Ik zag het certificaat of rijbewijs"),
}
GIVEN_NO_MORE = frozenset({"works_steadily"})
"""Stands at what was seen before; nobody's speed is judged any more (decision 29)."""
REASONS: Mapping[str | None, LazyString] = {
    ObjectionReason.BETTER: lazy_gettext("Ik kan dit beter"),
    ObjectionReason.NOT_DONE: lazy_gettext("Dit heb ik niet gedaan"),
    ObjectionReason.ABSENT: lazy_gettext("Ik was er die dag niet"),
    ObjectionReason.OTHER: lazy_gettext("Iets anders"),
}
