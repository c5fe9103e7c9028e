"""Why the demo is not loaded or put back, by code. Read in a terminal, so in English."""

from academy.web.refusals import Sentences

SENTENCES: Sentences = {
    "not-a-demo": "The demo data is for demonstrations only. Set DEMO=1 to load it.",
    "database-in-use": (
        "This database has organisations of its own, so the demo is not loaded into it."
    ),
    "no-demo-to-reset": "There is no demo to reset: this needs DEMO=1 and `flask demo load`.",
}
