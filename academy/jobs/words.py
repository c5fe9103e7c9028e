"""What each kind of job is called, for whoever waits for it, and why one gave up."""

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from academy.jobs.models import Job
from academy.jobs.queue import GAVE_UP

NAMES: Mapping[str, LazyString] = {
    "issue-pending-badges": _("Badges maken die nog wachten"),
    "team-certificates": _("Certificaten van een team"),
    "read-import": _("Lijst met mensen lezen"),
    "judge-import": _("Lijst met mensen nakijken"),
    "add-import": _("Mensen uit een lijst toevoegen"),
    "undo-import": _("Mensen uit een lijst terugdraaien"),
    "restore-import": _("Mensen uit een lijst terughalen"),
    "look-at-found-badges": _("Badges van eerder nakijken"),
    "offer-found-badges": _("Badges van eerder aanbieden"),
    "take-back-found-badges": _("Badges van eerder terughalen"),
    "print-handovers": _("Kaarten en certificaten om uit te delen"),
    "refer-stuck-objections": _("Bezwaren doorgeven aan wie kan kijken"),
    "renew-badges": _("Badges vernieuwen"),
    "withdraw-badges": _("Badges intrekken"),
    "merge-organisations": _("Organisaties samenvoegen"),
    "withdrawal-letters": _("Brieven over ingetrokken badges"),
    "give-course-badges": _("Badges van een cursus geven"),
    "course-proofs": _("Bewijzen van deelname van een cursus"),
    "subsidy-report": _("Subsidieverslag"),
    "draw-samples": _("Badges kiezen om na te kijken"),
    "prepare-figures": _("Cijfers tellen"),
    "publish-figures": _("Cijfers van de sector vaststellen"),
    "read-concepts": _("Een lijst inlezen"),
    "erase-who-asked": _("Mensen wissen die daarom vroegen"),
    "delete-old-assessments": _("Oude beoordelingen weghalen"),
    "forget-who-left": _("Gegevens weghalen van wie lang weg is"),
    "delete-old-sign-ins": _("Oude inlogpogingen weghalen"),
    "delete-old-jobs": _("Oud werk weghalen"),
    "mail-todo": _("Wekelijkse e-mail klaarzetten"),
    "mail-todo-to": _("E-mail met wat er te doen is"),
    "mail-news": _("E-mail over een badge"),
    "catch-up-journal": _("Het journaal bijwerken"),
    "tidy-journal": _("Het journaal opruimen"),
    "checkpoint-audit": _("Het einde van de logboeken bewaren"),
    "tidy-imports": _("Oude lijsten met mensen weghalen"),
    "sweep-files": _("Foto's weghalen die nergens bij horen"),
}

REASONS: Mapping[str, LazyString] = {
    "BusyError": _("De database had het te druk."),
    "OperationalError": _("De database gaf geen antwoord."),
    "OSError": _("Een bestand kon niet worden bewaard of gelezen. Misschien is de schijf vol."),
    "FileNotFoundError": _("Een bestand was er niet meer."),
    "PermissionError": _("Het programma mag niet bij een bestand."),
    "MemoryError": _("Het geheugen was vol."),
    GAVE_UP: _("De computer stopte steeds terwijl hij hiermee bezig was, of het duurde te lang."),
}
"""By the kind of mistake; its own words may name people and stay inside."""


def how_far(job: Job) -> str:
    """How much of it is done; how much there is, nobody knows before it begins."""
    if not job.total:
        return str(_("Nog niet begonnen"))
    return str(_("%(done)s van %(all)s", done=job.progress, all=job.total))


def why(job: Job) -> str:
    """What went wrong, for somebody who may be able to put it right."""
    known = REASONS.get(job.error) or REASONS.get(job.reason)
    return str(known or _("Het programma maakte een fout. Geef dit door aan de beheerder."))
