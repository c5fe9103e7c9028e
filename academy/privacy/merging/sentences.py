"""What a person reads when two cards do not come together, by code."""

from flask_babel import lazy_gettext as _

from academy.web.refusals import Sentences

SENTENCES: Sentences = {
    "other-card-is-the-same": _("Dit is de kaart die je nu al gebruikt. Pak je andere kaart."),
    "other-card-of-a-helper": _(
        "Iemand anders gaf je deze pincode. Log in met die kaart en kies zelf een pincode. "
        "Na 7 dagen kan het."
    ),
    "other-card-does-more": _(
        "Met deze kaart ben je ook teamleider of werk je op kantoor. Log daar in. "
        "Laat dan je andere kaart zien."
    ),
    "other-card-of-one-place": _(
        "Allebei de kaarten zijn van dezelfde kringloop. Vraag eerst het kantoor. "
        "Dan kun je ze hier bij elkaar zetten."
    ),
    "other-card-is-erased-soon": _(
        "Je vroeg om alles te wissen. Stop dat eerst bij “Mijn gegevens”."
    ),
    "other-card-in-one-course": _(
        "Je staat met allebei de kaarten bij dezelfde cursus. Vraag of ze je er één keer af halen."
    ),
    "other-card-looked": _(
        "Met de ene kaart is naar werk op de andere kaart gekeken. Daarom blijven ze apart."
    ),
    "other-card-needed": _("Laat je andere kaart zien."),
    "other-card-once-more": _("Laat je andere kaart nog een keer zien."),
}
