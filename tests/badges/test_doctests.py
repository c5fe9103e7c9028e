"""Every example in the docstrings of the library is true."""

import doctest
import importlib
import pkgutil

import pytest

import badges

MODULES = [
    module.name
    for module in pkgutil.walk_packages(badges.__path__, prefix="badges.")
    if not module.name.endswith("__main__")
]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_a_module_hold(name: str) -> None:
    failed, _ = doctest.testmod(importlib.import_module(name), optionflags=doctest.ELLIPSIS)
    assert failed == 0


def test_there_are_examples() -> None:
    modules = [importlib.import_module(name) for name in MODULES]
    finder = doctest.DocTestFinder(exclude_empty=True)
    examples = [test for module in modules for test in finder.find(module) if test.examples]
    assert len(examples) >= 10
