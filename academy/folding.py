"""One way to see that two texts are the same word, however somebody types them.

`folded` forgets capitals, accents, apostrophes, dashes, and which of two equal letters or digits
was typed. It is made of one table and a few steps that every browser has too, so that
`static/js/shared/fold.js` folds alike: `python -m tests.tools.fold_table` writes the table for it.
The database keeps what was folded here. Promises that folding twice changes nothing.
"""

import unicodedata

LONGEST_FOLDED = 200
"""As much of a name as is kept folded: one sign may fold into four letters, or into eighteen."""

LONGEST_NUMBER = 80

MARKS = (
    (0x0300, 0x036F), (0x0483, 0x0489), (0x0591, 0x05BD), (0x05BF, 0x05BF), (0x05C1, 0x05C2),
    (0x05C4, 0x05C5), (0x05C7, 0x05C7), (0x0610, 0x061A), (0x064B, 0x065F), (0x0670, 0x0670),
    (0x06D6, 0x06DC), (0x06DF, 0x06E4), (0x06E7, 0x06E8), (0x06EA, 0x06ED), (0x0711, 0x0711),
    (0x0730, 0x074A), (0x135D, 0x135F), (0x1AB0, 0x1ACE), (0x1DC0, 0x1DFF), (0x20D0, 0x20F0),
    (0xFE20, 0xFE2F),
)  # fmt: skip
"""Marks of Latin, Greek, Cyrillic, Hebrew, Arabic, Syriac and Ethiopic. In the scripts of India
and South-East Asia marks are vowels, without which another word is left; those stay."""

SAME = {
    # letters with a stroke, or without a dot, that Unicode does not decompose
    "ı": "i", "ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ŧ": "t", "ŀ": "l", "ƀ": "b", "ɨ": "i",
    "ɓ": "b", "ɗ": "d", "ƙ": "k", "ƴ": "y", "ŋ": "n", "ə": "e", "ß": "ss", "æ": "ae", "œ": "oe",
    "ð": "d", "þ": "th", "ς": "σ",
    # Arabic and Persian keyboards have two of these; the tatweel only makes a word longer
    "ی": "ي", "ى": "ي", "ک": "ك", "ة": "ه", "ھ": "ه", "ـ": "",
    # apostrophes, as keyboards, phones and passports write them
    "'": "", "\u2018": "", "\u2019": "", "\u201b": "", "\u02b9": "", "\u02bb": "", "\u02bc": "",
    "\u02bd": "", "\u02be": "", "\u02bf": "", "\u2032": "", "`": "", "\u00b4": "", "\uff07": "",
    "\ua78c": "", "\u05f3": "", "\u055a": "",
    # dashes stand between two names, as a space does
    "-": " ", "\u00ad": "", "\u2010": " ", "\u2011": " ", "\u2012": " ", "\u2013": " ",
    "\u2014": " ", "\u2015": " ", "\u2212": " ", "\u05be": " ",
}  # fmt: skip
"""What counts as another sign, or as none."""

ZEROS = "٠۰߀०০੦૦୦௦౦೦൦෦๐໐༠၀႐០᠐᥆᧐᪀᪐᭐᮰᱀᱐꘠꣐꤀꧐꧰꩐꯰０𐴰𑄶𞥐"
"""Of every script in use, with its nine other digits after it."""
ETHIOPIC_ONE = "፩"
"""Ge'ez has no zero."""

HIDDEN = frozenset({"Cc", "Cf", "Co", "Cs"})
"""Categories of what nobody sees: control and format characters, and what has no meaning."""
SPACES = "\t\n\v\f\r"
"""With the categories of separators: what stands between two words."""

PARTICLES = frozenset({
    "aan", "af", "al", "am", "auf", "aus", "bij", "bin", "dal", "de", "degli", "dei", "del",
    "della", "den", "der", "des", "di", "dos", "du", "el", "het", "im", "in", "la", "las", "le",
    "les", "lo", "los", "of", "onder", "op", "over", "s", "t", "te", "ten", "ter", "thoe", "til",
    "tot", "uijt", "uit", "unter", "van", "ver", "vom", "von", "voor", "vor", "zu", "zum", "zur",
})  # fmt: skip
"""Words before a family name that it is not sorted by, as in the Dutch register of persons."""

DIGITS = {
    **{chr(ord(zero) + value): str(value) for zero in ZEROS for value in range(10)},
    **{chr(ord(ETHIOPIC_ONE) + value - 1): str(value) for value in range(1, 10)},
}
_MARKS = frozenset(chr(code) for first, last in MARKS for code in range(first, last + 1))
_DIGITS = str.maketrans(DIGITS)
_TABLE = str.maketrans({**SAME, **DIGITS})


def folded(*texts: str) -> str:
    """The texts as one line, as they are compared."""
    # before and after: Unicode makes a space of a free accent, and an apostrophe out of ŉ
    letters = unicodedata.normalize("NFKD", " ".join(texts).translate(_TABLE))
    letters = "".join(sign for sign in letters.lower() if sign not in _MARKS).translate(_TABLE)
    return " ".join("".join(map(_seen, letters)).split())


def folded_name(name: str) -> str:
    """A name folded as it is kept in a column, to search and to compare it with others."""
    return folded(name)[:LONGEST_FOLDED]


def folded_number(number: str) -> str:
    """A number that an organisation gave, as it is compared: `p-07 ` is `P 07`, and is not 7."""
    return folded(number).replace(" ", "")[:LONGEST_NUMBER]


def sorting_name(name: str) -> str:
    """A person's name as it is kept in a column to sort by: Jan van der Berg stands under Berg.

    A word that begins the name is no given name when it has a small letter or a particle after it:
    Van Minh stands under Van, "van Dijk" and "Van der Berg" do not.
    """
    words = folded(name).split()
    skipped = [place for place, word in enumerate(words[:-1]) if word in PARTICLES]
    if skipped[:1] == [0] and 1 not in skipped and not name.lstrip(" '\u2018\u2019")[:1].islower():
        del skipped[0]
    kept = [word for place, word in enumerate(words) if place not in skipped]
    return " ".join([*kept, *(words[place] for place in skipped)])[:LONGEST_FOLDED]


def plain_digits(text: str) -> str:
    """The text, sign by sign, with 0 to 9 where it has digits of other scripts."""
    return text.translate(_DIGITS)


def _seen(sign: str) -> str:
    category = unicodedata.category(sign)
    if category[0] == "Z" or sign in SPACES:
        return " "
    return "" if category in HIDDEN else sign
