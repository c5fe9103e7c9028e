"""From the code of a refusal to the sentence that a person reads.

Every feature has its sentences in a module `sentences`, by code; `academy.refusals` puts them
together. A test holds that no code is without its sentence and that no two mean the same code.
"""

from collections.abc import Callable, Mapping
from typing import TypeAlias

from flask import Flask, current_app
from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString

from academy.errors import AcademyError

Sentence: TypeAlias = str | LazyString | Callable[..., str]
"""A text with places for the values of the error, or what makes one of them (to count with)."""
Sentences: TypeAlias = Mapping[str, Sentence]

_SENTENCES = "sentences of refusals"


def register_refusals(app: Flask, sentences: Sentences) -> None:
    app.extensions[_SENTENCES] = sentences


def sentence_of(refusal: AcademyError) -> str:
    """What is wrong and what to do about it, in the language of who asks."""
    return sentence_for(refusal.code, refusal.values)


def sentence_for(code: str, values: Mapping[str, object]) -> str:
    """The same for a refusal that was kept, as its code and values."""
    sentences: Sentences = current_app.extensions[_SENTENCES]
    sentence = sentences.get(code) or lazy_gettext("Dit kan nu niet")
    if callable(sentence):
        return sentence(**values)
    # without values a sentence may hold a plain percent sign
    return str(sentence) % values if values else str(sentence)
