"""A mail that something changed; what it is stands in the wallet, and no name in the mail."""

from flask import url_for
from flask_babel import gettext as _

from academy.access import mailing
from academy.access.mailing import Post
from academy.database import db
from academy.jobs.work import Work
from academy.people.models import Person


def mail_news(work: Work) -> None:
    person_id = work.arguments["person"]
    to = mailing.address_for(person_id, Post.NEWS)
    if to is None:
        return
    with mailing.as_on_a_page(db.session.get_one(Person, person_id).language) as root:
        subject = str(_("Nieuws over je badges"))
        lines = [
            str(_("Er is iets veranderd aan je badges. Log in en kijk wat.")),
            f"{root}{url_for('wallet.index')}",
            str(_("Je krijgt dit omdat je het aanzette. Uitzetten kan hier:")),
            f"{root}{url_for('account.sessions')}",
        ]
    mailing.send(to, subject, lines)
