"""Reads the steps out of the guide, so that the guide cannot rot, and writes into it what came."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

BLOCK = re.compile(
    r"^## (?P<heading>[^\n]+)$|^```sh(?P<network> network)?\n(?P<commands>.*?)^```$|"
    r"^<!-- rehearse: (?P<deed>\w+) ?(?P<about>[^\n]*?) ?-->$",
    re.MULTILINE | re.DOTALL,
)
BEGIN, END = "<!-- begin of rehearsal -->\n", "<!-- end of rehearsal -->"


@dataclass(frozen=True, slots=True)
class Step:
    """Commands to give, or a deed of the rehearsal's own: `save`, also through `caddy`, or `lose`
    files."""

    heading: str
    commands: str = ""
    needs_network: bool = False
    deed: str = ""
    about: str = ""

    @property
    def title(self) -> str:
        return self.deed or next(line for line in self.commands.splitlines() if line)


@dataclass(frozen=True, slots=True)
class Seen:
    """What came of a step."""

    step: Step
    seconds: float
    output: str


def steps(guide: str) -> Iterator[Step]:
    heading = ""
    for found in BLOCK.finditer(guide):
        if found["heading"]:
            heading = found["heading"]
        elif found["deed"]:
            yield Step(heading, deed=found["deed"], about=found["about"])
        else:
            yield Step(heading, found["commands"], needs_network=bool(found["network"]))


def with_record(guide: str, seen: Sequence[Seen]) -> str:
    """The guide with this record in the place of the one before."""
    before, _, rest = guide.partition(BEGIN)
    after = rest.partition(END)[2]
    return f"{before}{BEGIN}{_record(seen)}{END}{after}"


def _record(seen: Sequence[Seen]) -> str:
    lines = ["| | step | s | last of what it said |", "|---|---|---:|---|"]
    heading = ""
    for each in seen:
        said = _last_line(each.output)
        first = each.step.heading if each.step.heading != heading else ""
        heading = each.step.heading
        title = f"*{each.step.title}*" if each.step.deed else f"`{_short(each.step.title)}`"
        lines.append(f"| {first} | {title} | {each.seconds:.0f} | {_short(said)} |")
    return "\n".join(lines) + "\n"


def _last_line(output: str) -> str:
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    return lines[-1] if lines else ""


def _short(text: str, most: int = 90) -> str:
    plain = text.replace("|", "\\|")
    return plain if len(plain) <= most else plain[: most - 1].rstrip() + "…"
