"""What the log says of a person: the sentences that who they are about can read too.

They stand apart from the others because workers read them, in all their languages
(`academy/reports/audit/own_history.py`); which these are, `names_a_person` says.
"""

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

OF_PEOPLE: Mapping[str, LazyString] = {
    "account.mail_chosen": _("%(actor)s koos of %(person)s e-mail krijgt"),
    "account.email_changed": _("%(actor)s veranderde het e-mailadres van %(person)s"),
    "account.password_set": _("%(actor)s koos een wachtwoord"),
    "account.start_code_ended": _("%(actor)s liet de startcode van %(person)s stoppen"),
    "account.start_code_given": _("%(actor)s gaf %(person)s een startcode"),
    "authority.end-read": _("%(actor)s las dat %(person)s niet meer mag beoordelen: %(part)s"),
    "authority.ended": _("%(actor)s liet %(person)s niet meer beoordelen: %(part)s"),
    "authority.granted": _("%(actor)s liet %(person)s beoordelen: %(part)s"),
    "authority.lent": _("%(actor)s liet %(person)s beoordelen als vervanger in %(team)s"),
    "certificate.renewed": _(
        "%(actor)s maakte een nieuw certificaat voor %(person)s: %(skill)s, %(level)s"
    ),
    "certificate.withdrawn": _(
        "%(actor)s trok een certificaat van %(person)s in: %(skill)s, %(level)s"
    ),
    "credential.copied": _("%(actor)s maakte een kopie van een badge voor een andere badgemap"),
    "credential.confirmed": _("%(actor)s zag opnieuw bij %(person)s: %(skill)s, %(level)s"),
    "credential.issued": _("%(actor)s gaf %(person)s de badge %(skill)s, %(level)s"),
    "credential.put_back": _("%(actor)s zette de badge van %(person)s terug: %(skill)s, %(level)s"),
    "credential.revoked": _("%(actor)s trok de badge van %(person)s in: %(skill)s, %(level)s"),
    "enrolment.added": _("%(actor)s meldde %(person)s aan voor de cursus %(course)s"),
    "enrolment.attended": _("%(actor)s schreef op of %(person)s bij de cursus %(course)s was"),
    "enrolment.completed": _("%(actor)s rondde voor %(person)s de cursus %(course)s af"),
    "enrolment.moved_up": _("Door %(actor)s kreeg %(person)s een plaats in de cursus %(course)s"),
    "enrolment.queued": _("%(actor)s zette %(person)s op de wachtlijst voor de cursus %(course)s"),
    "enrolment.removed": _("%(actor)s meldde %(person)s af voor de cursus %(course)s"),
    "enrolment.reopened": _("%(actor)s draaide terug hoe %(person)s klaar was met %(course)s"),
    "enrolment.stopped": _("%(actor)s schreef op dat %(person)s stopte met %(course)s"),
    "membership.changed": _("%(actor)s veranderde het personeelsnummer van %(person)s"),
    "membership.ended": _("%(actor)s liet %(person)s stoppen als %(role)s in %(team)s"),
    "membership.reopened": _("%(actor)s liet %(person)s weer werken als %(role)s in %(team)s"),
    "membership.started": _("%(actor)s liet %(person)s beginnen als %(role)s in %(team)s"),
    "membership.went_to": _("%(actor)s zei waar %(person)s heen ging"),
    "person.changed": _("%(actor)s veranderde de gegevens van %(person)s"),
    "person.details_forgotten": _("Foto's en notities gingen weg: %(person)s is al lang weg"),
    "person.double_asked": _("%(actor)s vroeg %(person)s of er nog een kaart van hen is"),
    "person.double_declined": _("%(actor)s zei over de andere kaart: dat ben ik niet"),
    "person.double_taken_back": _("%(actor)s vraagt niet meer of %(person)s er twee keer in staat"),
    "person.erased": _("%(actor)s wiste de gegevens van iemand"),
    "person.merged": _("%(actor)s bracht twee eigen kaarten bij elkaar"),
    "person.licence_kept": _("%(actor)s zag een certificaat van buiten van %(person)s"),
    "person.licence_removed": _("%(actor)s haalde een certificaat van buiten van %(person)s weg"),
    "person.language_chosen": _("%(actor)s koos een taal"),
    "person.reading_chosen": _("%(actor)s koos hoe de tekst eruitziet"),
    "person.age_kept": _("%(actor)s zei of iemand onder de 16 is"),
}
"""By action, in the order of the log's other sentences."""

PLATFORM = _("Het platform")
OUTSIDER = _("Iemand van buiten")
SOMEBODY = _("iemand")
A_SKILL = _("een vaardigheid")
A_LEVEL = _("een niveau")
A_COURSE = _("een cursus")
ALL_SKILLS = _("alles uit het skillspalet")
AS_WORKER = _("medewerker")
