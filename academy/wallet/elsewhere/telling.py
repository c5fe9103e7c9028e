"""Tell the worker what became of a file of everything, in sentences above the next page."""

from flask import flash
from flask_babel import gettext as _
from flask_babel import ngettext

from academy.security.guard import current_identity
from academy.wallet.brought.taking import Taken
from academy.wallet.elsewhere import queries
from academy.wallet.elsewhere.taking import Outcome
from academy.web.refusals import sentence_of


def tell(told: Outcome) -> None:
    _tell_badges(told)
    if told.words is not None:
        _tell_words(told.words)
    elif told.words_are_of_others:
        _tell_left_out(has_badges=told.has_badges)
    if told.waiting:
        _tell_waiting(told.waiting)


def _tell_badges(told: Outcome) -> None:
    if told.number:
        words = ngettext("%(num)s badge is bewaard.", "%(num)s badges zijn bewaard.", told.number)
        flash(words, "success")
    if told.left:
        words = ngettext(
            "%(num)s badge had je al, of kan niet.",
            "%(num)s badges had je al, of kunnen niet.",
            told.left,
        )
        flash(f"{words} {sentence_of(told.full)}" if told.full else words, "info")


def _tell_waiting(number: int) -> None:
    """Last, for it is what there is to do."""
    words = ngettext(
        "%(num)s ding uit dit bestand is nog niet klaar.",
        "%(num)s dingen uit dit bestand zijn nog niet klaar.",
        number,
    )
    again = _("Kies het bestand nog een keer. Dan gaan we verder.")
    flash(f"{words} {again}", "info")


def _tell_words(taken: Taken) -> None:
    """Apart from badges: nobody looked at what the worker says."""
    if taken.kept:
        words = ngettext(
            "%(num)s ding dat je zelf vertelde, is bewaard.",
            "%(num)s dingen die je zelf vertelde, zijn bewaard.",
            taken.kept,
        )
        flash(words, "success")
    if taken.refused:
        words = ngettext(
            "%(num)s ding dat je zelf vertelde, kan niet.",
            "%(num)s dingen die je zelf vertelde, kunnen niet.",
            taken.refused,
        )
        flash(f"{words} {sentence_of(taken.full)}" if taken.full else words, "info")
    if not taken.kept and not taken.refused:
        flash(_("Wat je zelf vertelde, had je hier al."), "info")


def _tell_left_out(*, has_badges: bool) -> None:
    """Own words of somebody else; once badges that wait are said to be the own ones, they are
    too."""
    flash(
        _("Wat iemand in dit bestand zelf vertelde, bewaarden we niet. Het lijkt niet van jou."),
        "info",
    )
    if queries.waiting_foreign(current_identity(), 1):
        flash(
            _("Is het van jou? Zeg dat eerst bij je badges. Kies dan het bestand nog een keer."),
            "info",
        )
    elif not has_badges:
        flash(_("Is het van jou? Vertel het dan hier zelf."), "info")
