"""`verify`: say whether a badge is good.

It exits 0 for a valid badge, 1 for any other verdict, and 2 when there is no badge in the file, or
the file, the map or the list of known issuers cannot be read. Of several badges together the worst
decides: 1 if any of them is one that is not valid, else 2, else 0.
"""

import argparse
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from badges.commands.files import UsageError, read, say
from badges.fetching import Documents, GuardedFetcher, OfflineMap
from badges.reading import shown
from badges.times import instant
from badges.verifying import Outcome, Report, Verdict, verify

_MARKS: Final = {"pass": "✓", "fail": "✗", "unknown": "?", "skip": "·"}
_SENTENCES: Final = {
    Verdict.VALID: "VALID. This badge is good.",
    Verdict.UNKNOWN_ISSUER: "UNKNOWN ISSUER. The signature is right, but check who issued it.",
    Verdict.INVALID: "INVALID. Do not rely on this badge.",
    Verdict.EXPIRED: "EXPIRED. This badge was good, but its time is over.",
    Verdict.NOT_YET_VALID: "NOT YET VALID. This badge counts from a later date.",
    Verdict.REVOKED: "REVOKED. The issuer has withdrawn this badge.",
    Verdict.COULD_NOT_CHECK: "COULD NOT CHECK. That says nothing against the badge; see below what "
    "is needed.",
    Verdict.NO_CREDENTIAL: "NO BADGE. There is no badge in this.",
}


def _verify(options: argparse.Namespace) -> int:
    source = read(options.file)
    documents = _documents(options.map)
    now = _moment(options.now) if options.now else datetime.now(UTC)
    trust = _trust(options.trust) if options.trust else None
    report = verify(source, documents=documents, now=now, trust=trust, recipient=options.recipient)
    together = report.reports or (report,)
    people = "\n\n".join(map(_for_people, together))
    say(json.dumps(report.to_json(), indent=1) if options.json else people)
    statuses = {_status(each.verdict) for each in together}
    return next(status for status in (1, 2, 0) if status in statuses)


def _status(verdict: Verdict) -> int:
    return {Verdict.VALID: 0, Verdict.NO_CREDENTIAL: 2}.get(verdict, 1)


def _for_people(report: Report) -> str:
    lines = [_SENTENCES[report.verdict], ""]
    for check in report.checks:
        if check.code != "not-reached":
            troubled = check.outcome in (Outcome.FAIL, Outcome.UNKNOWN) and check.place
            where = f"  ({check.place})" if troubled else ""
            lines.append(f" {_MARKS[check.outcome]} {check.id.value:<15} {check.message}{where}")
            if check.detail:
                lines.append(f"   {'':<15} {check.detail}")
    if report.refresh:
        lines += ["", f"The issuer offers a newer version at {shown(report.refresh, limit=200)}"]
    if report.credential is not None:
        lines += ["", json.dumps(report.credential, indent=1, ensure_ascii=False)]
    return "\n".join(lines)


def _documents(path: Path | None) -> Documents:
    return OfflineMap.from_file(path) if path is not None else GuardedFetcher()


def _trust(path: Path) -> Mapping[str, str]:
    message = 'The list of known issuers must be JSON: {"issuer id": "name"}.'
    try:
        trust = json.loads(read(path))
    except ValueError as error:
        raise UsageError(message) from error
    if not isinstance(trust, dict) or not all(isinstance(name, str) for name in trust.values()):
        raise UsageError(message)
    return trust


def _moment(text: str) -> datetime:
    try:
        return instant(text)
    except ValueError as error:
        raise UsageError(f"--now: {error}") from error


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the parser."""
    verify_parser = commands.add_parser(
        "verify",
        help="say whether a badge is good",
        description="Say whether a badge is good: JSON, JWT, PNG, SVG, PDF or a text with an "
        "address. Use - to read from standard input.",
        epilog="Exit status: 0 valid; 1 any other verdict; 2 no badge in the file, or it cannot "
        "be read.",
    )
    verify_parser.add_argument("file", type=Path, metavar="FILE")
    verify_parser.add_argument(
        "--map",
        type=Path,
        metavar="MAP.json",
        help="where documents are, in place of the internet: "
        '{"documents": {"URL or DID": "file" or {...}}, "prefixes": {"https://host/": '
        '"http://127.0.0.1:5000/"}}',
    )
    verify_parser.add_argument(
        "--trust",
        type=Path,
        metavar="TRUST.json",
        help='the issuers that you know: {"issuer id": "name"}; without it nobody asks who it is',
    )
    verify_parser.add_argument(
        "--now", metavar="ISO", help="the time to judge by, such as 2026-11-21T09:30:00Z"
    )
    verify_parser.add_argument(
        "--recipient", metavar="WHO", help="id, e-mail or address the badge should be for"
    )
    verify_parser.add_argument("--json", action="store_true", help="print the report as JSON")
    verify_parser.set_defaults(command=_verify)
