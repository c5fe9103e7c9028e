"""Why somebody is not erased, by code. Read in a terminal, so in English."""

from academy.web.refusals import Sentences

SENTENCES: Sentences = {
    "person-is-erased": "This person was erased already.",
}
