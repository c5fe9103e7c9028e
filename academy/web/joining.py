"""Many small scripts as one, where a page needs them all at once, as `stylesheet` does for styles.

Each becomes a function that gives what it exports, after those that it imports. Only what our own
scripts write is understood; anything else stops the start with its name.
"""

import re
from collections.abc import Callable, Mapping

JOINED = ("js/tablet/app.js", "js/tablet/worker.js")
"""What is sent as one: the page of the tablet, and its service worker."""
IMPORT = re.compile(
    r"""^import\s*(?:\{(?P<names>[^}]*)\}|\*\s*as\s+(?P<whole>\w+))\s*from\s*"(?P<path>[^"]+)";\n?""",
    re.MULTILINE,
)
EXPORT = re.compile(
    r"^export (?=(?:async )?(?:function|class|const)\s+(?P<name>\w+))", re.MULTILINE
)
LISTED = re.compile(r"\bexport\s*\{(?P<names>[^}]*)\};?")
INDENT = re.compile(r"^[ \t]+|^\n", re.MULTILINE)
STRANGE = re.compile(r"^(?:import|export)\b(?!\s*\()", re.MULTILINE)


def join(entry: str, known: Mapping[str, str], text_at: Callable[[str], str]) -> str:
    """The script `entry` of those that are `known`, with all that it imports.

    `text_at` gives those that are not known, by what stands in an import.
    """
    names: dict[str, str] = {}
    parts: list[str] = []

    def add(address: str) -> str:
        """Put it after what it imports; gives the name under which its exports are found."""
        if address not in names:
            text = known.get(address) or text_at(address)
            imported = {found["path"]: add(found["path"]) for found in IMPORT.finditer(text)}
            names[address] = f"$m{len(names)}"
            parts.append(f"const {names[address]} = {_wrapped(address, text, imported)};\n")
        return names[address]

    last = add(entry)
    own = [found["name"] for found in EXPORT.finditer(known[entry])]
    return "".join([*parts, *(f"export const {name} = {last}.{name};\n" for name in own)])


def _wrapped(path: str, text: str, imported: Mapping[str, str]) -> str:
    exported = [found["name"] for found in EXPORT.finditer(text)]
    listed = [_pair(each, ": ") for found in LISTED.finditer(text) for each in _each(found)]
    body = IMPORT.sub(lambda found: _taken(found, imported[found["path"]]), text)
    body = LISTED.sub("", EXPORT.sub("", body))
    if STRANGE.search(body):
        raise ValueError(f"{path} imports or exports in a way that cannot be joined")
    given = ", ".join([*exported, *listed])
    return f"(() => {{\n{INDENT.sub('', body)}\nreturn {{ {given} }};\n}})()"


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
