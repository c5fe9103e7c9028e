"""A worker's skills passport: to read and print as a page, and to keep as a PDF."""

from collections.abc import Callable
from uuid import UUID

from flask import Blueprint, Response, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from academy.database import db
from academy.dependencies import dependencies
from academy.security.guard import current_identity, requires
from academy.security.permissions import Permission
from academy.wallet.passport.booklet import booklet_pdf
from academy.wallet.passport.contents import Passport, passport_of, to_choose_from, words_of
from academy.wallet.passport.forms import PassportForm
from academy.wallet.passport.paper import passport_pdf
from academy.wallet.sharing.rules import Period
from academy.web.answers import BOTH

blueprint = Blueprint("passport", __name__, url_prefix="/wallet")


@blueprint.route("/passport", methods=BOTH)
@requires(Permission.READ_OWN_WALLET)
def show() -> ResponseReturnValue:
    """Everything that counts, or what was chosen; sent as a form, for it fits in no address."""
    form = _form()
    is_right = not form.is_submitted() or form.validate()
    return _page(form, _chosen(form) if is_right else _everything(), 200 if is_right else 422)


@blueprint.post("/passport.pdf")
@requires(Permission.READ_OWN_WALLET)
def pdf() -> ResponseReturnValue:
    """The same on A4."""
    return _on_paper(passport_pdf, _("skillspaspoort"))


@blueprint.post("/booklet.pdf")
@requires(Permission.READ_OWN_WALLET)
def booklet() -> ResponseReturnValue:
    """To fold, with a sheet of stickers."""
    return _on_paper(booklet_pdf, _("stempelboekje"))


def _on_paper(printed: Callable[[Passport], bytes], name: str) -> ResponseReturnValue:
    """What was chosen as a PDF; a choice that is wrong gives the page again."""
    form = _form()
    if not form.validate():
        return _page(form, _everything(), 422)
    pages = printed(_chosen(form))
    db.session.rollback()
    answer = Response(pages, mimetype="application/pdf")
    answer.headers.set("Content-Disposition", "inline", filename=f"{name}.pdf")
    return answer


def _form() -> PassportForm:
    form = PassportForm()
    identity = current_identity()
    offered = to_choose_from(identity, now=dependencies().clock())
    form.offer(offered, has_words=bool(words_of(identity)))
    return form


def _page(form: PassportForm, passport: Passport, status: int) -> ResponseReturnValue:
    offered = to_choose_from(current_identity(), now=dependencies().clock())
    page = render_template("passport/show.html", form=form, passport=passport, offered=offered)
    return page, status


def _everything() -> Passport:
    return passport_of(current_identity(), dependencies())


def _chosen(form: PassportForm) -> Passport:
    return passport_of(
        current_identity(),
        dependencies(),
        period=Period(form.period.data),
        chosen={UUID(each) for each in form.badges.data},
        with_words=bool(form.words.data),
    )
