"""The texts of the tablet's screens, by the keys under which its scripts ask for them.

Words that other pages say too come from the room that owns them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from academy.assessments.words import METHODS
from academy.objections.words import FLAGS
from academy.tablets.handed_texts import HANDED_OVER


@dataclass(frozen=True, slots=True)
class Counted:
    """A text about a number of things, `%(num)s`, in Dutch; a catalogue has each plural form."""

    one: str
    many: str


_SIGNING_IN: Final[Mapping[str, LazyString | Counted]] = {
    "enrol.title": _("Deze tablet aanmelden"),
    "enrol.words": _("Vraag de beheerder om de code voor deze tablet."),
    "enrol.code": _("Code van de tablet"),
    "enrol.hint": _("16 letters en cijfers. De code werkt één keer, 15 minuten lang."),
    "enrol.scan": _("Of scan de vierkante code op het scherm van de beheerder"),
    "enrol.go": _("Tablet aanmelden"),
    "signin.who": _("Wie ben je?"),
    "signin.card": _("Met je kaart"),
    "signin.scan": _("Houd je kaart voor de camera."),
    "signin.code": _("Code op je kaart"),
    "signin.go": _("Verder"),
    "signin.pin": _("Typ je pincode."),
    "signin.pin_of": _("Pincode van %(name)s"),
    "signin.show_pin": _("Laat zien"),
    "signin.erase": _("Wis het laatste cijfer"),
    "signin.ok": _("OK"),
    "signin.pin_wrong": Counted(
        "Deze pincode klopt niet. Je mag nog %(num)s keer.",
        "Deze pincode klopt niet. Je mag nog %(num)s keer.",
    ),
    "signin.locked": _("Te vaak fout. Je pincode werkt hier nu niet. Gebruik je kaart."),
    "signin.no_card": _("Dit is geen code van een kaart. Kijk naar de 16 tekens op je kaart."),
    "signin.card_only": _("Gebruik je kaart. Je pincode werkt hier nu niet."),
    "signin.card_void": _("Je kaart werkt niet meer. Log in met je nieuwe kaart."),
    "signin.only_card": _("Geen internet. Log in met je kaart."),
    "signin.offline": _(
        "Geen internet. Je kaart opent alleen als je hier vandaag al was en niet uitlogde. "
        "Probeer het straks weer."
    ),
    "signin.busy": _("Even geduld"),
    "signin.refused": _("Dit lukt nu niet. Probeer het straks weer."),
    "signin.nobody": _("Nog geen teamleiders voor deze tablet"),
    "signin.nobody_words": _("Vraag de beheerder."),
    "signin.team": _("Met welk team werk je?"),
    "signin.no_card_here": _(
        "Heb je geen kaart bij je? Vraag de beheerder om een nieuwe. "
        "Na inloggen met je kaart werkt ook je pincode weer."
    ),
    "signout": _("Klaar voor vandaag"),
    "signout.offline": _(
        "Er is geen internet. Log je nu uit, dan kun je pas weer inloggen als er internet is. "
        "Op slot zetten kan wel."
    ),
    "signout.yes": _("Toch uitloggen"),
    "signout.bye": _("Tot ziens, %(name)s. De namen van je team staan hier niet meer."),
    "scan.start": _("Scan met de camera"),
    "scan.stop": _("Stop met scannen"),
    "scan.busy": _("Houd de vierkante code voor de camera."),
    "scan.blocked": _("De camera mag niet aan. Sta de camera toe, of typ de code."),
    "scan.broken": _("De camera kan hier geen codes lezen. Typ de code."),
    "device.no_offline": _(
        "Zonder internet werkt deze tablet nog niet. Laad de pagina opnieuw, of gebruik Chrome."
    ),
    "device.too_old": _("Deze tablet kan dit niet"),
    "device.too_old_words": _(
        "Gebruik Chrome, Edge of Samsung Internet vanaf versie 100, of Safari vanaf versie 15.4. "
        "Het adres moet met https beginnen."
    ),
    "device.revoked": _("Deze tablet is afgemeld. Wat nog niet verstuurd is, staat er veilig."),
    "device.unknown": _("Meld deze tablet opnieuw aan. Wat nog niet verstuurd is, blijft staan."),
    "device.taken_away": Counted(
        "De browser heeft gewist wat hier stond. Meld de tablet opnieuw aan. "
        "%(num)s ding was nog niet verstuurd en is weg.",
        "De browser heeft gewist wat hier stond. Meld de tablet opnieuw aan. "
        "%(num)s dingen waren nog niet verstuurd en zijn weg.",
    ),
    "device.taken_away_nothing": _(
        "De browser heeft gewist wat hier stond. Meld de tablet opnieuw aan. Alles was verstuurd."
    ),
    "update.ready": _("Er is een nieuwe versie. Wat wacht, blijft staan."),
    "update.take": _("Vernieuwen"),
}
_WORK: Final[Mapping[str, LazyString | Counted]] = {
    "help": _("Hulp"),
    "team.who": _("Bij wie kijk je?"),
    "team.due": Counted("%(num)s keer kijken. Wie eerst?", "%(num)s keer kijken. Wie eerst?"),
    "team.empty": _("Nog geen mensen in je team"),
    "team.empty_words": _("Vraag de beheerder."),
    "team.to": _("Naar %(name)s"),
    "team.offline": _("Geen internet. Naar dit team kun je als er weer internet is."),
    "team.gone": _("Niet meer in je team"),
    "team.gone_words": _("Ga terug en kies iemand anders."),
    "roster.old": _("Deze lijst is van %(moment)s."),
    "due.asked": _("Vraagt of je kijkt"),
    "due.look-again": _("Opnieuw kijken"),
    "due.runs-out": _("Badge verloopt"),
    "due.practised": _("Al gezien, nog geen badge"),
    "search.label": _("Zoek een naam"),
    "search.skill": _("Zoek een vaardigheid"),
    "search.nobody": _("Niemand gevonden"),
    "search.no_skill": _("Geen vaardigheid gevonden"),
    "search.other": _("Probeer een ander stuk van de naam."),
    "skills.title": _("Wat doet %(name)s?"),
    "skills.likely": _("Deze liggen voor de hand"),
    "skills.today": _("Vandaag al gekeken"),
    "skills.seen": _("Nog geen badge. Gezien op %(day)s"),
    "assess.question": _("Hoe doet %(name)s dit?"),
    "assess.one_tap": _("Vul in met één tik"),
    "assess.all_seen": _("%(level)s, alles gezien"),
    "assess.criteria": _("Wat heb je gezien?"),
    "assess.all": _("Alles gezien"),
    "assess.beware": _("Let op"),
    "assess.more": _("Foto of notitie (hoeft niet)"),
    "assess.remarks": _("Wat viel op?"),
    "assess.note": _("Notitie"),
    "assess.note_hint": _(
        "Schrijf over het werk. Schrijf nooit over ziekte, thuis, geld, geloof of afkomst."
    ),
    "assess.method": _("Hoe heb je dit gezien?"),
    "assess.save": _("Opslaan"),
    "assess.whose": _("%(leader)s slaat op over %(name)s"),
    "assess.by": _("%(leader)s slaat dit op"),
    "assess.again": _("Hier was je mee bezig. Maak het af."),
    "assess.other": _("Weg ermee"),
    "leaving.title": _("Dit is nog niet opgeslagen. Mag het weg?"),
    "leaving.stay": _("Nee, terug naar het formulier"),
    "doubts.held": _("Dit is lager dan de badge van %(name)s"),
    "doubts.held_words": _("De badge zegt: %(level)s."),
    "doubts.chosen": _("Jij kiest: %(level)s."),
    "doubts.stays": _("De badge blijft geldig. Wat je nu zag, bewaren we erbij."),
    "doubts.today": _("Je kijkt voor de tweede keer op deze dag"),
    "doubts.yes": _("Ja, dit zag ik nu"),
    "doubts.no": _("Nee, terug"),
    "level.no_badge": _("Hiervoor is er geen badge."),
    **{f"method.{code}": words for code, words in METHODS.items()},
    "photo.hint": _("Maak een foto van het werk. Geen gezichten."),
    "photo.choose": _("Kies een foto"),
    "photo.chosen": _("De gekozen foto"),
    "photo.remove": _("Haal de foto weg"),
    "photo.broken": _("Deze foto lukt niet. Maak een andere."),
    "error.title": _("Er klopt iets niet"),
    "error.level": _("Kies hoe %(name)s het doet."),
    "error.note": _("Maak de notitie korter."),
    "error.criterion": _("Kies wat je zag bij: %(criterion)s"),
    "error.how": _("Kies hoe het gaat."),
    "error.who": _("Kies wie je zag."),
    "error.too_many": _("Kies hoogstens %(num)s mensen tegelijk."),
    "together.start": _("Meer mensen, één vaardigheid"),
    "together.skill": _("Welke vaardigheid zag je?"),
    "together.level": _("Hoe gaat het?"),
    "together.all_seen": _("Je zag bij iedereen alles. Was het bij iemand anders? Doe die apart."),
    "together.who": _("Wie heb je gezien?"),
    "together.nobody": _("Kies niemand"),
    "together.save": Counted("Opslaan voor %(num)s mens", "Opslaan voor %(num)s mensen"),
    "together.sure": Counted(
        'Je slaat "%(level)s" op voor %(num)s mens. Klopt dat?',
        'Je slaat "%(level)s" op voor %(num)s mensen. Klopt dat?',
    ),
    "together.yes": _("Ja, opslaan"),
    "together.doubts": Counted(
        "%(num)s mens is vandaag al gezien, of kan al meer.",
        "%(num)s mensen zijn vandaag al gezien, of kunnen al meer.",
    ),
    "together.without": _("Laat hen weg"),
    "saved.title": _("Opgeslagen"),
    "saved.undone": _("Ongedaan gemaakt"),
    "saved.practice": _("Goed geoefend. Er is niets bewaard."),
    "saved.line": _("%(name)s: %(skill)s, %(level)s"),
    "saved.waits": _("Dit wacht veilig op de tablet en wordt vanzelf verstuurd."),
    "saved.sent": _("Dit is verstuurd en bewaard."),
    "saved.badge": _("De badge is er."),
    "saved.undo": _("Ongedaan maken"),
    "saved.next_skill": _("Volgende vaardigheid"),
    "saved.others": _("Iemand anders, zelfde vaardigheid"),
    "saved.team": _("Naar het team"),
    "recent.title": _("Net opgeslagen"),
    "recent.words": _("Dit kun je nog ongedaan maken, 15 minuten lang."),
    "recent.nothing": _("Niets om ongedaan te maken."),
    "pass.give": _("Geef de tablet aan %(name)s"),
    "practice.start": _("Eerst oefenen"),
    "practice.banner": _("Oefenen. Niets wordt bewaard."),
    "practice.you": _("Jij"),
    "practice.team": _("Team Oefenen"),
}
_SENDING: Final[Mapping[str, LazyString | Counted]] = {
    "sync.ok": _("Alles is verstuurd."),
    "sync.waiting": Counted(
        "%(num)s wacht. Het staat veilig op de tablet.",
        "%(num)s wachten. Ze staan veilig op de tablet.",
    ),
    "sync.offline": _("Geen internet. Je kunt doorwerken."),
    "sync.sending": _("Versturen: %(done)s van %(all)s"),
    "sync.stale": Counted(
        "Al %(num)s uur niet verstuurd. Zoek wifi.", "Al %(num)s uur niet verstuurd. Zoek wifi."
    ),
    "sync.problem": Counted(
        "%(num)s lukt niet. Bekijk wat er is.", "%(num)s lukken niet. Bekijk wat er is."
    ),
    "waiting.title": _("Versturen"),
    "waiting.now": _("Nu versturen"),
    "waiting.unnamed": _("Opgeslagen werk"),
    "waiting.photo": _("Foto bij %(what)s"),
    "waiting.undo": _("Ongedaan: %(what)s"),
    "waiting.answer": _("Antwoord op: %(what)s"),
    "waiting.waits": _("Wacht"),
    "waiting.look": _("Bekijk"),
    "waiting.skewed": _("De klok van deze tablet loopt niet goed. Dat geeft niet, maar meld het."),
    "waiting.loose": _("Raakt de tablet vol? Dan kan de browser wissen wat hier wacht."),
    "waiting.install": _("Zet de app op het beginscherm"),
    "waiting.install_how": _(
        "Zet de app op het beginscherm, dan blijft het staan. "
        "Open het menu van de browser en kies: toevoegen aan startscherm."
    ),
    "waiting.send_often": _("Verstuur daarom vaak. Zoek wifi als er iets wacht."),
    "waiting.not_yet": _("Het lukt nog niet: er is geen internet. Alles blijft hier staan."),
    "waiting.left": Counted("Nog %(num)s wacht hier.", "Nog %(num)s wachten hier."),
    "reason.unknown-key": _("De sleutel van toen is er niet meer. Bewaar een kopie en meld het."),
    "reason.cannot-open": _("Dit kan niet meer gelezen worden. Bewaar een kopie en meld het."),
    "reason.envelope-unfit": _("Dit past niet bij de server. Bewaar een kopie en meld het."),
    "reason.forged-grant": _("De server kent deze aanmelding niet. Meld het bij de beheerder."),
    "reason.bad-signature": _("Dit is niet goed ondertekend. Meld het bij de beheerder."),
    "reason.other-organisation": _("Dit hoort bij een andere organisatie. Breng het daarheen."),
    "reason.too-large": _("Dit is te groot om te versturen. Meld het bij de beheerder."),
    "reason.other": _("De server neemt dit nu niet aan. We proberen het elk uur opnieuw."),
    "sync.told": Counted(
        "%(num)s bericht over wat je stuurde. Lees het.",
        "%(num)s berichten over wat je stuurde. Lees ze.",
    ),
    "told.title": _("Dit moet je weten"),
    "told.read": _("Gelezen"),
    "told.review": _("Dit is bewaard. Iemand kijkt het eerst na."),
    "told.conflict": _("Dit was er al, maar anders. Iemand kijkt wat er klopt."),
    "told.too-late": _("Dit kwam te laat. Er is niets veranderd."),
    "told.parked": _("Dit kon niet worden opgeslagen. De beheerder kijkt ernaar."),
    "told.discarded": _("De beheerder heeft dit bekeken en weggedaan."),
    "told.photo-unfit": _("De foto is niet gelukt. De beoordeling staat er wel."),
    "told.gone": _("De beoordeling is ongedaan gemaakt of verwijderd. Dit hoeft niet meer."),
    "told.other": _("De server heeft dit aangenomen."),
    **{f"flag.{code}": words for code, words in FLAGS.items()},
    "carry.title": _("Lukt het niet met internet?"),
    "carry.words": _(
        "Bewaar een kopie in een bestand. Zet die op een andere tablet van je organisatie. "
        "Niemand kan hem onderweg lezen."
    ),
    "carry.save": _("Bewaar kopie"),
    "carry.take": _("Neem een kopie van een andere tablet over"),
    "carry.choose": _("Kies een bestand"),
    "carry.taken": Counted(
        "%(num)s ding uit de kopie wacht hier nu.", "%(num)s dingen uit de kopie wachten hier nu."
    ),
    "carry.saved": _("De kopie staat bij de downloads van deze tablet. Alles wacht ook hier nog."),
    "carry.nothing": _("In dit bestand staat niets wat nog wacht."),
    "carry.wrong": _("Dit bestand is geen kopie van een tablet."),
}
_TOUR: Final[Mapping[str, LazyString | Counted]] = {
    "tour.who": _("Zeg wie je bent"),
    "tour.who_words": _(
        "Scan je kaart, of tik op je naam en typ je pincode. Na 2 minuten gaat de tablet op slot."
    ),
    "tour.assess": _("Kijk en sla op"),
    "tour.assess_words": _(
        "Tik op een medewerker en op wat je zag. Kies hoe het gaat en tik op Opslaan."
    ),
    "tour.offline": _("Werk ook zonder internet"),
    "tour.offline_words": _(
        "Wat je opslaat, wacht veilig op de tablet. Het gaat weg als er weer internet is. "
        "Boven in het scherm zie je wat nog wacht."
    ),
    "tour.undo": _("Een fout is niet erg"),
    "tour.undo_words": _("Na het opslaan kun je het 15 minuten lang ongedaan maken."),
    "tour.step": _("Stap %(step)s van %(all)s"),
    "tour.next": _("Verder naar de volgende"),
    "tour.done": _("Aan het werk"),
}
TEXTS: Final[Mapping[str, LazyString | Counted]] = {
    **_SIGNING_IN, **_WORK, **HANDED_OVER, **_SENDING, **_TOUR,
}  # fmt: skip
