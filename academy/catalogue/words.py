"""Words for the codes of the palette, in the language of the page."""

from flask_babel import LazyString, lazy_gettext

KINDS: dict[str, LazyString] = {
    "basis": lazy_gettext("Basis"),
    "vak": lazy_gettext("Vak"),
    "circulair": lazy_gettext("Circulair"),
    "digitaal": lazy_gettext("Digitaal"),
    "sociaal": lazy_gettext("Sociaal"),
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
