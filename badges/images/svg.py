"""SVG files: find the elements of a namespace, put one in, take them out.

XML is read with lxml, bounded: a size limit, UTF-8 only, no DOCTYPE that declares anything (so no
entities of the file's own; the external one that drawing programs write is never fetched), no
network, libxml2's own limits on depth and on the length of a name. Baking splices text into the
original file, so the picture itself keeps its bytes.

Left out on purpose: whether the picture is safe to show. Nothing here makes it safe.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Final

from lxml import etree

from badges.reading import RefusedError, decode_text

MAX_BYTES: Final = 2 * 1024 * 1024
SVG_NAMESPACE: Final = "http://www.w3.org/2000/svg"

REFUSALS: Final[Mapping[str, str]] = {
    "svg-doctype": "This SVG file declares words of its own in its DOCTYPE, which are not read "
    "here. Save the picture as plain SVG.",
    "svg-entities": "This SVG file declares words that stand for other files or for each other. No "
    "badge does. Ask for the original file.",
    "svg-damaged": "This SVG file is not correct XML at {spot}. Ask for the original file.",
    "svg-not-svg": "This is XML but not an SVG picture. Send the badge itself.",
    "svg-encoding": "This SVG file says that it is not UTF-8. Save it as UTF-8.",
    "svg-children": "The badge element holds other elements. Ask for the original file.",
    "svg-two-payloads": "The badge element holds one badge in its attribute and another in its "
    "text. Ask for the original file.",
}

_MISC = r"(?:\s+|<!--.*?-->|<\?.*?\?>)*"
_QUOTED = r"""(?:"[^"]*"|'[^']*')"""
_DOCTYPE = rf"""<!DOCTYPE\s+[^\s\[>"']+(?:\s+(?:SYSTEM\s+|PUBLIC\s+{_QUOTED}\s+){_QUOTED})?\s*>"""
"""One that declares nothing itself (XML 1.0, 2.8)."""
_PROLOG = re.compile(rf"{_MISC}(?:{_DOCTYPE})?{_MISC}", re.DOTALL)
_REFERRING = re.compile(r"""<!ENTITY\s+(?:%\s|[^\s"'>]+\s+(?:SYSTEM|PUBLIC|["'][^"'>]*[&%]))""")
"""A declaration of a parameter entity, of one from elsewhere, or of one that holds others."""
_START_TAG = re.compile(r"""<([^\s/>"']+)((?:[^>"'/]|/(?!>)|"[^"]*"|'[^']*')*)(/?)>""")
_ENCODING = re.compile(r"""^\s*<\?xml\b[^>]*?\bencoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Element:
    """One element that may carry a badge: its namespace, `verify` attribute and text."""

    namespace: str
    name: str
    verify: str
    body: str


@dataclass(frozen=True, slots=True)
class Name:
    """A namespace and a local name."""

    namespace: str
    local: str


def is_svg(source: bytes) -> bool:
    """Say whether the bytes begin like an XML file, which may be SVG."""
    return source.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<"


def parsed(source: bytes) -> etree._Element:
    """Return the root of an SVG picture; raise `RefusedError` for what is none."""
    return _parse(_text(source))


def elements(source: bytes, names: Collection[Name], *, limit: int) -> list[Element]:
    """Return the elements with any of `names`, in document order, at most `limit`."""
    root = _parse(_text(source))
    return [_element(node) for node in islice(_matching(root, names), limit)]


def with_element(
    source: bytes, name: Name, *, verify: str, body: str, replacing: Collection[Name]
) -> bytes:
    """Return the picture with one more first child; elements `replacing` are taken out.

    `body` goes into a CDATA section; an empty `verify` or `body` is left out.
    """
    text = _without(_text(source), replacing)
    start = _START_TAG.match(text, _end_of_prolog(text))
    if start is None:
        raise _damaged("the first tag")
    tag, attributes, closed = start.groups()
    declaration = f' xmlns:openbadges="{name.namespace}"'
    on_root = "xmlns:openbadges" not in attributes
    element = _written(name, "" if on_root else declaration, verify, body)
    opening = f"<{tag}{attributes}{declaration if on_root else ''}>{element}"
    closing = f"</{tag}>" if closed else ""
    return (text[: start.start()] + opening + closing + text[start.end() :]).encode("utf-8")


def without_elements(source: bytes, names: Collection[Name]) -> bytes:
    """Return the picture without the elements that have any of `names`."""
    return _without(_text(source), names).encode("utf-8")


def json_for_cdata(text: str) -> str:
    r"""Return the same JSON, written so that a CDATA section can hold it.

    >>> json_for_cdata('{"a": "x]]>y"}')
    '{"a": "x]]\\u003ey"}'
    """
    return _NOT_IN_XML.sub(lambda found: f"\\u{ord(found.group()):04x}", text).replace(
        "]]>", "]]\\u003e"
    )


def _text(source: bytes) -> str:
    text = decode_text(source, limit=MAX_BYTES)
    encoding = _ENCODING.match(text)
    named = encoding.group(1).lower() if encoding else "utf-8"
    if named.startswith(("utf-16", "utf-32", "ucs-")):
        raise _damaged("line 1")  # it was read as UTF-8
    if named not in ("utf-8", "us-ascii"):
        raise RefusedError("svg-encoding", place="line 1", catalogue=REFUSALS)
    if text.startswith("<!", _end_of_prolog(text)):
        code = "svg-entities" if _REFERRING.search(text) else "svg-doctype"
        raise RefusedError(code, place="<!DOCTYPE>", catalogue=REFUSALS)
    return text


def _end_of_prolog(text: str) -> int:
    found = _PROLOG.match(text)
    return found.end() if found else 0


def _parse(text: str) -> etree._Element:
    # nothing from elsewhere is read, and no entity is put in the place of its name (XXE)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, encoding="utf-8"
    )
    try:
        root = etree.fromstring(text.encode("utf-8"), parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        raise _damaged(f"line {line}, column {column}") from None
    if root.tag not in ("svg", f"{{{SVG_NAMESPACE}}}svg"):
        raise RefusedError("svg-not-svg", catalogue=REFUSALS)
    return root


def _matching(root: etree._Element, names: Collection[Name]) -> Iterator[etree._Element]:
    """Find elements by name; a slash at the end of the namespace makes no difference."""
    wanted = [f"{{{name.namespace}{slash}}}{name.local}" for name in names for slash in ("", "/")]
    yield from root.iter(*wanted)


def _element(node: etree._Element) -> Element:
    name = etree.QName(node)
    if len(node):
        raise RefusedError("svg-children", place=f"line {node.sourceline or 0}", catalogue=REFUSALS)
    namespace = (name.namespace or "").removesuffix("/")
    return Element(namespace, name.localname, node.get("verify", ""), (node.text or "").strip())


def _without(text: str, names: Collection[Name]) -> str:
    root = _parse(text)
    found = list(_matching(root, names))
    if not found:
        return text
    for node in found:
        parent = node.getparent()
        if parent is not None:
            _keep_tail(node, parent)
            parent.remove(node)
    etree.cleanup_namespaces(root)
    written: str = etree.tostring(root.getroottree(), encoding="unicode")
    return written


def _keep_tail(node: etree._Element, parent: etree._Element) -> None:
    """Move the text behind an element to before it, for lxml removes both."""
    before = node.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + (node.tail or "")
    else:
        parent.text = (parent.text or "") + (node.tail or "")


def _written(name: Name, declaration: str, verify: str, body: str) -> str:
    quoted = verify.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    attribute = f' verify="{quoted}"' if verify else ""
    opening = f"<openbadges:{name.local}{declaration}{attribute}"
    if not body:
        return opening + "/>"
    return f"{opening}><![CDATA[{json_for_cdata(body)}]]></openbadges:{name.local}>"


def _damaged(spot: str) -> RefusedError:
    return RefusedError("svg-damaged", {"spot": spot}, place=spot, catalogue=REFUSALS)
