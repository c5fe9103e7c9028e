"""`bake` and `unbake`: badges into and out of PNG and SVG files."""

import argparse
import json
from pathlib import Path
from typing import Any

from badges.commands.files import UsageError, read, say, write
from badges.errors import BadgesError
from badges.images import baking
from badges.images.baking import Kind
from badges.proofs import vc_jwt
from badges.reading import decode_text, read_json_text
from badges.verifying.open_badges_2.generations import generation_of


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the commands to the parser."""
    bake = commands.add_parser(
        "bake",
        help="put a badge into a PNG or SVG picture",
        description="Put a badge (JSON or JWT, Open Badges 3.0, 2.0 or CLR 2.0) into a picture. A "
        "badge that is in it already is replaced.",
    )
    bake.add_argument("image", type=Path, metavar="IMAGE", help="a PNG or SVG file")
    bake.add_argument("credential", type=Path, metavar="CREDENTIAL", help="the badge")
    bake.add_argument("out", type=Path, metavar="OUT", help="the new picture")
    bake.set_defaults(command=_bake)
    unbake = commands.add_parser(
        "unbake",
        help="print the badge in a PNG or SVG picture",
        description="Print the badge in a picture, as it is; nothing is verified.",
    )
    unbake.add_argument("file", type=Path, metavar="FILE", help="a PNG or SVG file")
    unbake.set_defaults(command=_unbake)


def _bake(options: argparse.Namespace) -> int:
    text = decode_text(read(options.credential)).strip()
    baked = baking.bake(read(options.image), text, kind=kind_of(text))
    write(options.out, baked)
    return 0


def _unbake(options: argparse.Namespace) -> int:
    say(baking.unbake(read(options.file)).text)
    return 0


def kind_of(text: str) -> Kind:
    """Say which mark a badge (JSON or JWS) needs in a picture."""
    document: Any
    try:
        document = read_json_text(text) if text[:1] == "{" else vc_jwt.read_jwt(text).payload
    except BadgesError as error:
        raise UsageError("This is neither a badge as JSON nor one as JWT.") from error
    if generation_of(document) is not None:
        return Kind.OPEN_BADGES_2
    return Kind.CLR_2 if "ClrCredential" in json.dumps(document.get("type")) else Kind.OPEN_BADGES_3
