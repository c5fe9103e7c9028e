"""A line of the log as a sentence: who did what, for whom, which skill and level, in which team.

The same sentence stands on the page, with links, and in the download, as text. A sentence names
no more than its line may (`subjects`); what a line does not know is "iemand" or "een team".
"""

from collections.abc import Callable, Mapping

from flask_babel import LazyString
from flask_babel import gettext as say
from flask_babel import lazy_gettext as _
from markupsafe import Markup

from academy.catalogue.levels import Level
from academy.people.words import ROLES
from academy.reports.audit.queries import Line
from academy.web.locale import localised

SENTENCES: Mapping[str, LazyString] = {
    "account.email_changed": _("%(actor)s veranderde het e-mailadres van %(person)s"),
    "account.password_set": _("%(actor)s koos een wachtwoord"),
    "account.start_code_ended": _("%(actor)s liet de startcode van %(person)s stoppen"),
    "account.start_code_given": _("%(actor)s gaf %(person)s een startcode"),
    "assessment.conflict_dismissed": _("%(actor)s bekeek een dubbele beoordeling"),
    "assessment.conflict_kept": _("%(actor)s stuurde een beoordeling die er al anders was"),
    "assessment.deleted": _("%(actor)s haalde een oude beoordeling weg"),
    "assessment.look_ended": _("%(actor)s vroeg om een nieuw besluit: niemand kan opnieuw kijken"),
    "assessment.look_moved": _("%(actor)s vroeg iemand anders om opnieuw te kijken"),
    "assessment.looked_again": _("%(actor)s gaf een niveau na opnieuw kijken"),
    "assessment.note_removed": _("%(actor)s haalde de notitie bij een beoordeling weg"),
    "assessment.recorded": _("%(actor)s sloeg een beoordeling op"),
    "assessment.referred": _("%(actor)s vroeg de academie om te beslissen"),
    "assessment.reviewed": _("%(actor)s keek opnieuw naar een beoordeling"),
    "assessment.undone": _("%(actor)s maakte een beoordeling ongedaan"),
    "assessment.worker_agrees": _("%(actor)s is het eens met een beoordeling"),
    "assessment.worker_objects": _("%(actor)s maakte bezwaar"),
    "authority.ended": _("%(actor)s liet %(person)s niet meer beoordelen: %(part)s"),
    "authority.granted": _("%(actor)s liet %(person)s beoordelen: %(part)s"),
    "authority.lent": _("%(actor)s liet %(person)s beoordelen als vervanger in %(team)s"),
    "backup.restored": _("%(actor)s zette een back-up terug"),
    "badge.hidden": _("%(actor)s verborg een badge"),
    "badge.shown": _("%(actor)s liet een badge weer zien"),
    "card.issued": _("%(actor)s maakte een kaart"),
    "card.last_try": _("Met een kaart was er nog één poging over"),
    "card.pin_changed": _("%(actor)s veranderde een pincode"),
    "card.pin_reset": _("%(actor)s gaf een nieuwe pincode"),
    "card.voided": _("%(actor)s blokkeerde een kaart"),
    "certificate.renewed": _(
        "%(actor)s maakte een nieuw certificaat voor %(person)s: %(skill)s, %(level)s"
    ),
    "certificate.withdrawn": _(
        "%(actor)s trok een certificaat van %(person)s in: %(skill)s, %(level)s"
    ),
    "codes.replaced": _("%(actor)s liet alle kaarten en codes op papier stoppen"),
    "concepts.loaded": _("%(actor)s las een lijst met begrippen in"),
    "course-draft.discarded": _("%(actor)s gooide een concept van een cursus weg"),
    "course-draft.saved": _("%(actor)s bewaarde een concept van een cursus"),
    "course-run.cancelled": _("%(actor)s liet een cursus niet doorgaan"),
    "course-run.changed": _("%(actor)s verzette een cursus"),
    "course-run.planned": _("%(actor)s plande een cursus"),
    "course-version.added": _("%(actor)s beschreef een cursus"),
    "course.reopened": _("%(actor)s opende een cursus weer"),
    "course.retired": _("%(actor)s stopte een cursus"),
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
    "guidance.recorded": _("%(actor)s schreef uren van leermeesters en begeleiders op"),
    "key.compromised": _("%(actor)s meldde een gestolen sleutel, er is een nieuwe"),
    "key.created": _("%(actor)s maakte een sleutel"),
    "keys.rotated": _("%(actor)s vernieuwde de sleutels"),
    "keys.wrapped": _("%(actor)s beveiligde de sleutels opnieuw"),
    "membership.changed": _("%(actor)s veranderde het personeelsnummer van %(person)s"),
    "membership.ended": _("%(actor)s liet %(person)s stoppen als %(role)s in %(team)s"),
    "membership.reopened": _("%(actor)s liet %(person)s weer werken als %(role)s in %(team)s"),
    "membership.started": _("%(actor)s liet %(person)s beginnen als %(role)s in %(team)s"),
    "organisation.added": _("%(actor)s voegde de organisatie %(place)s toe"),
    "organisation.changed": _("%(actor)s veranderde de gegevens van %(place)s"),
    "organisation.ended": _("%(actor)s stopte de organisatie %(place)s"),
    "organisation.reopened": _("%(actor)s opende de organisatie %(place)s weer"),
    "people.seen_from_outside": _("%(actor)s bekeek mensen"),
    "person.changed": _("%(actor)s veranderde de gegevens van %(person)s"),
    "person.erased": _("%(actor)s wiste de gegevens van iemand"),
    "person.language_chosen": _("%(actor)s koos een taal"),
    "session.extended": _("%(actor)s bleef ingelogd"),
    "session.ended": _("%(actor)s logde uit"),
    "session.started": _("%(actor)s logde in"),
    "site.added": _("%(actor)s voegde de vestiging %(place)s toe"),
    "site.changed": _("%(actor)s veranderde de vestiging %(place)s"),
    "site.ended": _("%(actor)s stopte de vestiging %(place)s"),
    "site.reopened": _("%(actor)s opende de vestiging %(place)s weer"),
    "skill-draft.begun": _("%(actor)s begon een concept van %(skill)s"),
    "skill-draft.deleted": _("%(actor)s haalde een concept van %(skill)s weg"),
    "skill-draft.saved": _("%(actor)s veranderde het concept van %(skill)s"),
    "skill-proposal.accepted": _("%(actor)s nam een voorstel voor een vaardigheid over"),
    "skill-proposal.commented": _("%(actor)s schreef iets bij een voorstel"),
    "skill-proposal.declined": _("%(actor)s wees een voorstel voor een vaardigheid af"),
    "skill-proposal.made": _("%(actor)s stelde een vaardigheid voor"),
    "skill-version.published": _("%(actor)s publiceerde een versie van %(skill)s"),
    "skill.restored": _("%(actor)s liet %(skill)s weer meedoen"),
    "skill.retired": _("%(actor)s liet %(skill)s stoppen"),
    "skill.reviewed": _("%(actor)s keek opnieuw naar %(skill)s"),
    "tablet-key.created": _("%(actor)s maakte een sleutel voor tablets"),
    "tablet-key.wrapped": _("%(actor)s beveiligde een sleutel voor tablets opnieuw"),
    "tablet.added": _("%(actor)s voegde een tablet toe"),
    "tablet.changed": _("%(actor)s veranderde een tablet"),
    "tablet.code_given": _("%(actor)s maakte een code om een tablet aan te melden"),
    "tablet.enrolled": _("%(actor)s nam een tablet in gebruik"),
    "tablet.item_let_go": _("%(actor)s haalde iets van een tablet van de lijst"),
    "tablet.item_parked": _("%(actor)s bewaarde iets van een tablet dat niet kon"),
    "tablet.revoked": _("%(actor)s meldde een tablet af"),
    "tablet.signed_in": _("%(actor)s begon op een tablet"),
    "tablet.signed_out": _("%(actor)s stopte op een tablet"),
    "team.added": _("%(actor)s maakte het team %(team)s"),
    "team.changed": _("%(actor)s veranderde het team %(team)s"),
    "team.ended": _("%(actor)s stopte het team %(team)s"),
    "team.reopened": _("%(actor)s opende het team %(team)s weer"),
}
"""By action, in the order of the alphabet."""

Draw = Callable[[str, object, str], str]
"""Draws a name that a filter can ask for: the filter, what it asks, and the name."""


def actor_of(line: Line) -> str:
    if line.actor is None:
        return str(_("Het platform"))
    return line.actor_name or str(_("Iemand van buiten"))


def tell(line: Line) -> str:
    """The sentence as text, for a download."""
    return _sentence(line) % _values(line, _plainly)


def tell_with_links(line: Line, draw: Draw) -> Markup:
    """The sentence for the page: names are drawn or escaped, the words around them are ours."""
    return Markup(_sentence(line)) % _values(line, draw)  # noqa: S704


def _sentence(line: Line) -> str:
    return str(SENTENCES.get(line.action, f"%(actor)s: {line.action}"))


def _plainly(_filter: str, _value: object, name: str) -> str:
    return name


def _values(line: Line, draw: Draw) -> dict[str, str]:
    about = line.subject
    skill = localised(about.skill_name) if about.skill_name else say("een vaardigheid")
    found = {
        "actor": (line.actor, actor_of(line)),
        "person": (about.person if about.person_name else None, about.person_name or say("iemand")),
        "skill": (about.skill, skill),
        "team": (about.team, about.team_name or line.organisation),
    }
    return _words(line) | {
        name: draw(name, value, text) if value else text for name, (value, text) in found.items()
    }


def _words(line: Line) -> dict[str, str]:
    about = line.subject
    return {
        "level": str(Level(about.level).title) if about.level else say("een niveau"),
        "role": str(ROLES[about.role]).lower() if about.role else say("medewerker"),
        "place": about.place or line.organisation,
        "part": localised(about.part) if about.part else say("alles uit het skillspalet"),
        "course": localised(about.course) if about.course else say("een cursus"),
    }
