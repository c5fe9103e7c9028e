"""The same name in Latin letters: printed beside a name that employers cannot compare with a card,
and needed when no font of the certificates has its letters."""

from flask_babel import gettext as _

from academy.credentials.certificates.letters import cannot_be_set, is_latin


def latin_fault(name: str, latin: str) -> str | None:
    """What is wrong with the two names together, as a sentence."""
    if latin and not is_latin(latin):
        return str(_("Schrijf de naam hier met letters als a, b en c."))
    if latin and is_latin(name):
        return str(_("Laat dit leeg. De naam staat al in onze letters."))
    if not latin and cannot_be_set(name):
        return str(_("Deze letters komen niet op papier. Vul hier letters als a, b en c in."))
    return None
