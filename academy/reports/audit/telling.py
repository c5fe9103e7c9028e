"""A line of the log as a sentence: who did what, for whom, which skill and level, in which team.

The same sentence stands on the page, with links, and in the download, as text. A sentence names
no more than its line may (`subjects`); what a line does not know is "iemand" or "een team".
"""

from collections.abc import Callable, Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _
from markupsafe import Markup

from academy.catalogue.levels import Level
from academy.people.words import ROLES
from academy.reports.audit.details import PAGES
from academy.reports.audit.queries import Line
from academy.reports.audit.sentences_of_people import (
    A_COURSE,
    A_LEVEL,
    A_SKILL,
    ALL_SKILLS,
    AS_WORKER,
    OF_PEOPLE,
    OUTSIDER,
    PLATFORM,
    SOMEBODY,
)
from academy.web.locale import localised

SENTENCES: Mapping[str, LazyString] = {
    **OF_PEOPLE,
    "agreement.proposed": _("%(actor)s stelde een afspraak over leren voor"),
    "agreement.agreed": _("%(actor)s zei ja tegen een afspraak over leren"),
    "agreement.moved": _("%(actor)s koos een nieuwe dag voor een afspraak over leren"),
    "agreement.refused": _("%(actor)s zei nee tegen een afspraak over leren"),
    "agreement.stopped": _("%(actor)s stopte een afspraak over leren"),
    "agreement.help_said": _("%(actor)s zei of de werkgever hielp bij een afspraak over leren"),
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
    "assessment.worker_agrees_on_tablet": _(
        "Op de tablet van %(actor)s was een medewerker het eens met een beoordeling"
    ),
    "assessment.worker_objects": _("%(actor)s maakte bezwaar"),
    "assessment.worker_objects_on_tablet": _(
        "Op de tablet van %(actor)s maakte een medewerker bezwaar"
    ),
    "assessor-course.set": _("%(actor)s bepaalde welke cursus een beoordelaar nodig heeft"),
    "auditor.ended": _("%(actor)s stopte de link van een auditor"),
    "auditor.invited": _("%(actor)s gaf een auditor een link"),
    "backup.restored": _("%(actor)s zette een back-up terug"),
    "badge.hidden": _("%(actor)s verborg een badge"),
    "badge.shown": _("%(actor)s liet een badge weer zien"),
    "brought.changed": _("%(actor)s veranderde iets dat over zichzelf staat"),
    "brought.confirmed": _("%(actor)s zei dat iets over zichzelf nog klopt"),
    "brought.removed": _("%(actor)s haalde iets over zichzelf weg"),
    "brought.said": _("%(actor)s vertelde iets over zichzelf"),
    "card.issued": _("%(actor)s maakte een kaart"),
    "card.last_try": _("Met een kaart was er nog één poging over"),
    "card.lent": _("%(actor)s gaf een kaart voor 12 uur"),
    "card.lent_ended": _("%(actor)s liet een kaart voor 12 uur stoppen"),
    "card.pin_changed": _("%(actor)s veranderde een pincode"),
    "card.pin_reset": _("%(actor)s gaf een nieuwe pincode"),
    "card.voided": _("%(actor)s blokkeerde een kaart"),
    "certificate-design.dropped": _("%(actor)s gooide een concept van het certificaat weg"),
    "certificate-design.saved": _("%(actor)s bewaarde een concept van het certificaat"),
    "certificate-design.used": _("%(actor)s liet een nieuw ontwerp van het certificaat gelden"),
    "claim.accepted": _("%(actor)s bewaarde wat een ander schreef"),
    "claim.left": _("%(actor)s gooide weg wat een ander schreef"),
    "claim.made": _("Iemand van buiten schreef iets over een medewerker"),
    "codes.replaced": _("%(actor)s liet alle kaarten en codes op papier stoppen"),
    "concepts.loaded": _("%(actor)s las een lijst met begrippen in"),
    "palette-words.taken": _("%(actor)s nam woorden van een lezer over"),
    "palette-words.loaded": _("%(actor)s las namen van vaardigheden in andere talen in"),
    "course-draft.discarded": _("%(actor)s gooide een concept van een cursus weg"),
    "course-draft.saved": _("%(actor)s bewaarde een concept van een cursus"),
    "course-run.cancelled": _("%(actor)s liet een cursus niet doorgaan"),
    "course-run.changed": _("%(actor)s verzette een cursus"),
    "course-run.planned": _("%(actor)s plande een cursus"),
    "course-trainer.added": _("%(actor)s maakte iemand trainer van een cursus"),
    "course-trainer.removed": _("%(actor)s haalde een trainer van een cursus af"),
    "course-version.added": _("%(actor)s beschreef een cursus"),
    "course.reopened": _("%(actor)s opende een cursus weer"),
    "course.retired": _("%(actor)s stopte een cursus"),
    "craft.declined": _("%(actor)s liet niet zien hoe iemand %(skill)s doet"),
    "craft.offered": _("%(actor)s stuurde hoe je %(skill)s doet"),
    "craft.shown": _("%(actor)s liet zien hoe iemand %(skill)s doet"),
    "craft.taken_back": _("%(actor)s haalde weg hoe je %(skill)s doet"),
    "erasure.asked": _("%(actor)s vroeg om alles te wissen"),
    "erasure.taken_back": _("%(actor)s wil niet meer gewist worden"),
    "foreign-badge.added": _("%(actor)s bewaarde een badge van ergens anders"),
    "foreign-badge.confirmed": _("%(actor)s zei dat een badge van ergens anders de eigen is"),
    "foreign-badge.offered": _("%(actor)s bood een badge van eerder aan"),
    "foreign-badge.removed": _("%(actor)s haalde een badge van ergens anders weg"),
    "found-badges.offered": _("%(actor)s bood badges van eerder aan"),
    "found-badges.taken_back": _("%(actor)s haalde badges van eerder terug"),
    "guidance.recorded": _("%(actor)s schreef uren van leermeesters en begeleiders op"),
    "import.added": _("%(actor)s voegde mensen uit een lijst toe"),
    "import.restored": _("%(actor)s haalde mensen uit een lijst terug"),
    "import.undone": _("%(actor)s draaide een lijst met mensen terug"),
    "figures.agreed": _("%(actor)s vond herkenbare cijfers goed"),
    "figures.disagreed": _("%(actor)s vond herkenbare cijfers niet meer goed"),
    "guest.accepted": _("%(actor)s liet een gastbeoordelaar toe"),
    "guest.ended": _("%(actor)s stopte een gastbeoordelaar"),
    "guest.offered": _("%(actor)s bood een gastbeoordelaar aan"),
    "key.compromised": _("%(actor)s meldde een gestolen sleutel, er is een nieuwe"),
    "key.created": _("Voor het werk van %(actor)s maakte het platform een sleutel"),
    "keys.rotated": _("%(actor)s vernieuwde de sleutels"),
    "keys.wrapped": _("%(actor)s beveiligde de sleutels opnieuw"),
    "licence-kind.added": _("%(actor)s maakte een soort certificaat van buiten"),
    "licence-kind.changed": _("%(actor)s veranderde een soort certificaat van buiten"),
    "licence-kind.reopened": _("%(actor)s liet een soort certificaat weer meedoen"),
    "licence-kind.stopped": _("%(actor)s stopte een soort certificaat van buiten"),
    "look.asked": _("%(actor)s vroeg om te kijken"),
    "look.taken_back": _("%(actor)s trok een vraag om te kijken in"),
    "organisation.added": _("%(actor)s voegde de organisatie %(place)s toe"),
    "organisation.changed": _("%(actor)s veranderde de gegevens van %(place)s"),
    "organisation.counted": _("%(actor)s telde hoeveel mensen er werkten bij %(place)s"),
    "organisation.ended": _("%(actor)s stopte de organisatie %(place)s"),
    "organisation.merged": _("%(actor)s liet de organisatie %(place)s samengaan met een andere"),
    "organisation.merging": _("%(actor)s begon de organisatie %(place)s te laten samengaan"),
    "organisation.reopened": _("%(actor)s opende de organisatie %(place)s weer"),
    "organisation.term_chosen": _("%(actor)s koos hoe lang foto's en notities blijven"),
    "organisation.took-in": _("%(actor)s liet een andere organisatie opgaan in %(place)s"),
    "endorsement.withdrawn": _("%(actor)s nam een aanbeveling terug"),
    "endorsement.issued": _("%(actor)s bewaarde een aanbeveling; het bedrijf ondertekende die"),
    "participation.issued": _("%(actor)s maakte een bewijs van deelname als Open Badge"),
    "people.seen_from_outside": _("%(actor)s bekeek mensen van %(place)s: %(page)s"),
    "name.declined": _("%(actor)s liet een naam zoals hij was"),
    "name.proposed": _("%(actor)s vroeg om een andere naam"),
    "name.taken_back": _("%(actor)s wil toch geen andere naam"),
    "rules.set": _("%(actor)s veranderde de regels voor een badge"),
    "sample.answered": _("%(actor)s gaf antwoord op een steekproef"),
    "sample.chosen": _("%(actor)s koos een badge om na te kijken"),
    "sample.looked_at": _("%(actor)s keek een badge na"),
    "second.asked": _("Na een beoordeling van %(actor)s is een tweede kijker gevraagd"),
    "second.given_back": _("%(actor)s kijkt toch niet als tweede"),
    "second.looked": _("%(actor)s keek als tweede"),
    "second.taken": _("%(actor)s wordt de tweede kijker"),
    "session.extended": _("%(actor)s bleef ingelogd"),
    "own_phone.added": _("%(actor)s voegde een eigen telefoon toe"),
    "own_phone.ended": _("%(actor)s liet een eigen telefoon niet meer tellen"),
    "pictures.chosen": _("%(actor)s koos plaatjes om in te loggen"),
    "pictures.ended": _("%(actor)s logt niet meer in met plaatjes"),
    "card.recovered": _("%(actor)s gaf een nieuwe kaart aan iemand die alles kwijt was"),
    "outside-issuer.added": _("%(actor)s voegde een bekende uitgever van buiten toe"),
    "outside-issuer.changed": _("%(actor)s veranderde een bekende uitgever van buiten"),
    "outside-issuer.reopened": _("%(actor)s zette een bekende uitgever van buiten terug"),
    "outside-issuer.stopped": _("%(actor)s haalde een bekende uitgever van buiten weg"),
    "region.contact_set": _("%(actor)s veranderde wie in een regio helpt bij werk en leren"),
    "wallet.closed": _("%(actor)s sloot een badgemap"),
    "wallet.reopened": _("%(actor)s opende een badgemap weer"),
    "recovery.made": _("%(actor)s maakte een herstelcode"),
    "recovery.used": _("%(actor)s gebruikte een herstelcode"),
    "session.ended": _("%(actor)s logde uit"),
    "session.started": _("%(actor)s logde in"),
    "share.made": _("%(actor)s liet badges zien"),
    "share.stopped": _("%(actor)s stopte met delen"),
    "site.added": _("%(actor)s voegde de vestiging %(place)s toe"),
    "site.changed": _("%(actor)s veranderde de vestiging %(place)s"),
    "site.ended": _("%(actor)s stopte de vestiging %(place)s"),
    "site.reopened": _("%(actor)s opende de vestiging %(place)s weer"),
    "domain-draft.begun": _("%(actor)s begon een concept van een domein"),
    "domain-draft.deleted": _("%(actor)s haalde een concept van een domein weg"),
    "domain-draft.saved": _("%(actor)s veranderde het concept van een domein"),
    "skill-domain.added": _("%(actor)s maakte een domein van het skillspalet"),
    "skill-domain.archived": _("%(actor)s archiveerde een domein van het skillspalet"),
    "skill-domain.changed": _("%(actor)s veranderde een domein van het skillspalet"),
    "skill-domain.moved": _("%(actor)s zette een domein op een andere plaats"),
    "skill-domain.reopened": _("%(actor)s liet een domein weer meedoen"),
    "skill-domain.reviewed": _("%(actor)s keek opnieuw naar een domein"),
    "skill-draft.begun": _("%(actor)s begon een concept van %(skill)s"),
    "skill-draft.deleted": _("%(actor)s haalde een concept van %(skill)s weg"),
    "skill-draft.saved": _("%(actor)s veranderde het concept van %(skill)s"),
    "skill-proposal.accepted": _("%(actor)s nam een voorstel voor een vaardigheid over"),
    "skill-proposal.commented": _("%(actor)s schreef iets bij een voorstel"),
    "skill-proposal.declined": _("%(actor)s wees een voorstel voor een vaardigheid af"),
    "skill-proposal.made": _("%(actor)s stelde een vaardigheid voor"),
    "skill-sound.kept": _("%(actor)s zette een opname bij %(skill)s"),
    "skill-sound.removed": _("%(actor)s haalde een opname bij %(skill)s weg"),
    "skill-version.published": _("%(actor)s publiceerde een versie van %(skill)s"),
    "skill.classified": _("%(actor)s koos een beroepsgroep bij %(skill)s"),
    "skill.restored": _("%(actor)s liet %(skill)s weer meedoen"),
    "skill.retired": _("%(actor)s liet %(skill)s stoppen"),
    "skill.reviewed": _("%(actor)s keek opnieuw naar %(skill)s"),
    "tablet-key.created": _(
        "Voor het werk van %(actor)s maakte het platform een sleutel voor tablets"
    ),
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
    "team.handed_over": _("%(actor)s gaf kaarten en certificaten af in %(team)s"),
    "team.print_asked": _("%(actor)s vroeg het kantoor om te printen voor %(team)s"),
    "team.printed": _("%(actor)s printte kaarten en certificaten voor %(team)s"),
    "team.reopened": _("%(actor)s opende het team %(team)s weer"),
    "team.sheet_entered": _("%(actor)s vulde een blad van papier in voor %(team)s"),
    "team.sheet_made": _("%(actor)s maakte een blad om op papier te kijken in %(team)s"),
    "translation-reader.invited": _("%(actor)s vroeg iemand om een vertaling te lezen"),
    "translation-reader.stopped": _("%(actor)s liet een link voor een lezer stoppen"),
    "translation.checked": _("Iemand las een vertaling en zei wat die ervan vindt"),
    "work.said": _("%(actor)s zei of er weer werk is"),
}
"""By action; those of people stand first."""

Draw = Callable[[str, object, str], str]
"""Draws a name that a filter can ask for: the filter, what it asks, and the name."""


def actor_of(line: Line) -> str:
    if line.actor is None:
        return str(PLATFORM)
    return line.actor_name or str(OUTSIDER)


def tell(line: Line, draw: Draw | None = None) -> str:
    """The sentence as text, for a download."""
    return _sentence(line) % _values(line, draw or _plainly)


def tell_apart(line: Line) -> LazyString:
    """The sentence in the language of whoever reads, names kept apart from the words around them:
    a Dutch name in an Arabic sentence turns nothing round."""
    return LazyString(tell, line, _apart)


def tell_with_links(line: Line, draw: Draw) -> Markup:
    """The sentence for the page: names are drawn or escaped, the words around them are ours."""
    return Markup(_sentence(line)) % _values(line, draw)  # noqa: S704


def _sentence(line: Line) -> str:
    return str(SENTENCES.get(line.action, f"%(actor)s: {line.action}"))


def _plainly(_filter: str, _value: object, name: str) -> str:
    return name


def _apart(_filter: str, _value: object, name: str) -> str:
    return f"\N{FIRST STRONG ISOLATE}{name}\N{POP DIRECTIONAL ISOLATE}"


def _values(line: Line, draw: Draw) -> dict[str, str]:
    about = line.subject
    skill = localised(about.skill_name) if about.skill_name else str(A_SKILL)
    found = {
        "actor": (line.actor, actor_of(line)),
        "person": (about.person if about.person_name else None, about.person_name or str(SOMEBODY)),
        "skill": (about.skill, skill),
        "team": (about.team, about.team_name or line.organisation),
    }
    return _words(line) | {
        name: draw(name, value, text) if value else text for name, (value, text) in found.items()
    }


def _words(line: Line) -> dict[str, str]:
    about = line.subject
    return {
        "level": str(Level(about.level).title) if about.level else str(A_LEVEL),
        "role": str(ROLES[about.role]).lower() if about.role else str(AS_WORKER),
        "place": about.place or line.organisation,
        "page": str(PAGES.get(line.details.get("page"), "")).lower(),
        "part": localised(about.part) if about.part else str(ALL_SKILLS),
        "course": localised(about.course) if about.course else str(A_COURSE),
    }
