"""What is the same on every page in a language is put in when its template is compiled.

A page has some seventy texts and thirty icons that never change, and to find each of them anew took
a third of the time of its templates. Whatever depends on a value, a person or a request stays a
call.
"""

from collections.abc import Callable, Iterable
from typing import Any

from jinja2 import Environment, nodes
from jinja2.visitor import NodeTransformer

GLOBALS = ("_", "pgettext", "static_url")
ICONS, ICON = "components/icon.html", "icon"
"""A component of constants only, where it is asked for with constants."""


def settled(tree: nodes.Template, environment: Environment) -> nodes.Template:
    """The template with its constant texts, icons and addresses of files in it."""
    known: dict[str, Any] = {name: environment.globals[name] for name in GLOBALS}
    imports = [each for each in tree.find_all(nodes.FromImport) if _is_of_icons(each)]
    if imports:
        draw = getattr(environment.get_template(ICONS).module, ICON)
        known |= dict.fromkeys(_names(imports), draw)
    made: nodes.Template = _Settling(known).visit(tree)
    return made


class _Settling(NodeTransformer):
    """Calls with nothing but constants become what they give."""

    def __init__(self, known: dict[str, Callable[..., Any]]) -> None:
        self._known = known

    def visit_Call(self, call: nodes.Call) -> nodes.Node:  # noqa: N802 - the name is Jinja's
        self.generic_visit(call)
        name = call.node.name if isinstance(call.node, nodes.Name) else ""
        if name not in self._known or not _has_constants_only(call):
            return call
        positional, named = nodes.args_as_const(call, None)
        return nodes.Const(self._known[name](*positional, **named), lineno=call.lineno)


def _has_constants_only(call: nodes.Call) -> bool:
    values = [*call.args, *(each.value for each in call.kwargs), call.dyn_args, call.dyn_kwargs]
    return all(isinstance(each, nodes.Const) for each in values if each is not None)


def _is_of_icons(node: nodes.FromImport) -> bool:
    return isinstance(node.template, nodes.Const) and node.template.value == ICONS


def _names(imports: Iterable[nodes.FromImport]) -> set[str]:
    """By which a template calls the component: its own name, or that of `as`."""
    pairs = (
        (each, each) if isinstance(each, str) else each for one in imports for each in one.names
    )
    return {alias for name, alias in pairs if name == ICON}
