"""Words for the codes of the palette, in the language of the page."""

from flask_babel import LazyString, lazy_gettext, lazy_pgettext

KINDS: dict[str, LazyString] = {
    "basis": lazy_pgettext("kind of skill", "Basis"),
    "vak": lazy_pgettext("kind of skill", "Vak"),
    "circulair": lazy_pgettext("kind of skill", "Circulair"),
    "digitaal": lazy_pgettext("kind of skill", "Digitaal"),
    "sociaal": lazy_pgettext("kind of skill", "Sociaal"),
}
"""What sort of skill it is, by the code in the palette, in the order of the screens."""

ESCO_MATCHES: dict[str, LazyString] = {
    "exact": lazy_gettext("is hetzelfde"),
    "close": lazy_gettext("is bijna hetzelfde"),
    "broad": lazy_gettext("is ruimer"),
    "narrow": lazy_gettext("is smaller"),
    "related": lazy_gettext("lijkt erop"),
}
"""How the ESCO concept compares with ours (SKOS mapping properties)."""
