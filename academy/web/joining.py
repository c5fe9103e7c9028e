"""Many small scripts as one, where a page needs them all at once, as `stylesheet` does for styles.

Each becomes a function that gives what it exports, after those that it imports. What the page of
the tablet and its service worker both need is a script of its own, so that it is sent once. Only
what our own scripts write is understood; anything else stops the start with its name.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

JOINED = ("js/tablet/app.js", "js/tablet/worker.js")
"""What is sent as one: the page of the tablet, and its service worker."""
BOTH = "js/tablet/both.js"
"""What all of these import: sent once, as a script that stands in no folder."""
IMPORT = re.compile(
    r"""^import\s*(?:\{(?P<names>[^}]*)\}|\*\s*as\s+(?P<whole>\w+))\s*from\s*"(?P<path>[^"]+)";\n?""",
    re.MULTILINE,
)
EXPORT = re.compile(
    r"^export (?=(?:async )?(?:function|class|const)\s+(?P<name>\w+))", re.MULTILINE
)
LISTED = re.compile(r"\bexport\s*\{(?P<names>[^}]*)\};?")
INDENT = re.compile(r"^[ \t]+|^\n", re.MULTILINE)
BREAK = re.compile(r"^((?:(?!//).)*[,;{(\[])\n", re.MULTILINE)
"""The end of a line that says nothing; one behind which a comment may stand is left alone."""
SIGNS = re.compile(r" ?(=>|[{}(),;:?=<>]|&&|\|\|) ?")
"""Around these no space says anything, but in a text, an expression or a comment."""
TEXT = re.compile(r"""("(?:[^"\\\n]|\\.)*"|`(?:[^`\\\n$]|\\.|\$\{[^`{}"\n]*\})*`)""")
"""With quotes or backticks; one with another text in it is none of these."""
OTHER_TEXT = re.compile(r"['`/]")
OPEN_TEXT = re.compile(r"^(?:[^`\n]*`[^`\n]*`)*[^`\n]*`[^`\n]*$", re.MULTILINE)
"""A line that begins or ends amid a text, where the end of the line is a part of it."""
STRANGE = re.compile(r"^(?:import|export)\b(?!\s*\()", re.MULTILINE)


TextAt = Callable[[str], str]
"""The script at an address, as it stands in an import."""


@dataclass(frozen=True, slots=True)
class Shared:
    """Scripts that others find in one of its own, by the names under which it gives them."""

    address: str
    names: Mapping[str, str]
    """By the address of a script, what it is called there."""


NOTHING = Shared("", {})


def imported_by(text: str, text_at: TextAt) -> list[str]:
    """Addresses of all that a script needs, each after those that it needs itself."""
    found: dict[str, None] = {}
    for each in IMPORT.finditer(text):
        address = each["path"]
        for needed in (*imported_by(text_at(address), text_at), address):
            found.setdefault(needed)
    return list(found)


def share(texts: Iterable[str], text_at: TextAt) -> dict[str, str]:
    """What each of these scripts needs, and a name for it: by address, in order."""
    first, *others = [imported_by(text, text_at) for text in texts]
    common = [each for each in first if all(each in other for other in others)]
    return {address: f"$b{number}" for number, address in enumerate(common)}


def join_shared(names: Mapping[str, str], text_at: TextAt) -> str:
    """The script that gives others what they share."""
    return "".join(f"export {_part(each, text_at(each), names)}" for each in names)


def join(entry: str, text: str, text_at: TextAt, shared: Shared = NOTHING) -> str:
    """The script `entry` with all that it imports, but for what is shared."""
    own = [each for each in imported_by(text, text_at) if each not in shared.names]
    own.sort(key=_is_ours)
    names = {**shared.names, **{each: f"$m{number}" for number, each in enumerate(own)}}
    texts = {**{each: text_at(each) for each in own}, entry: text}
    names[entry] = "$entry"
    exported = [found["name"] for found in EXPORT.finditer(text)]
    return "".join([
        _from_shared(shared, texts.values()),
        *(_part(each, script, names) for each, script in texts.items()),
        *(f"export const {name} = $entry.{name};\n" for name in exported),
    ])  # fmt: skip


def _is_ours(address: str) -> bool:
    """What others wrote imports nothing of ours, so it may come first: ours then stand together,
    and packing, which looks back 32 kB, finds what they have in common."""
    return "/vendor/" not in address


def _from_shared(shared: Shared, texts: Iterable[str]) -> str:
    asked = {each["path"] for text in texts for each in IMPORT.finditer(text)}
    names = [name for address, name in shared.names.items() if address in asked]
    return f'import {{ {", ".join(names)} }} from "{shared.address}";\n' if names else ""


def _part(address: str, text: str, names: Mapping[str, str]) -> str:
    return f"const {names[address]} = {_wrapped(address, text, names)};\n"


def _wrapped(path: str, text: str, imported: Mapping[str, str]) -> str:
    exported = [found["name"] for found in EXPORT.finditer(text)]
    listed = [_pair(each, ": ") for found in LISTED.finditer(text) for each in _each(found)]
    body = IMPORT.sub(lambda found: _taken(found, imported[found["path"]]), text)
    body = LISTED.sub("", EXPORT.sub("", body))
    if STRANGE.search(body):
        raise ValueError(f"{path} imports or exports in a way that cannot be joined")
    given = ", ".join([*exported, *listed])
    tight = INDENT.sub("", body)
    if not OPEN_TEXT.search(tight):
        tight = BREAK.sub(r"\1", "\n".join(_tight(line) for line in tight.split("\n")))
    return f"(() => {{\n{tight}\nreturn {{ {given} }};\n}})()"


def _tight(line: str) -> str:
    if OTHER_TEXT.search(TEXT.sub("", line)):
        return line
    parts = TEXT.split(line)  # a text, then what follows it
    parts[::2] = [SIGNS.sub(r"\1", part) for part in parts[::2]]
    return "".join(parts)


def _taken(found: re.Match[str], name: str) -> str:
    if found["whole"]:
        return f"const {found['whole']} = {name};\n"
    names = ", ".join(_renamed(each) for each in _each(found))
    return f"const {{ {names} }} = {name};\n"


def _each(found: re.Match[str]) -> list[str]:
    return [each.strip() for each in found["names"].split(",") if each.strip()]


def _renamed(text: str) -> str:
    """`a as b` of an import, as destructuring says it."""
    return re.sub(r"\s+as\s+", ": ", text)


def _pair(text: str, sign: str) -> str:
    """`a as B` of an export: its name outside comes first."""
    inside, _as, outside = re.split(r"(\s+as\s+)", text) if " as " in text else (text, "", text)
    return f"{outside}{sign}{inside}"
