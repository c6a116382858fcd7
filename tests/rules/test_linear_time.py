"""No pattern takes more than linear time, whatever it looks at.

Every pattern of the rules and of the report package is driven with strings made from the
pattern itself; `test_linear_rules.py` does the same with whole rules.
"""

import ast
import dataclasses
import gc
import importlib
import pkgutil
import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, partial
from pathlib import Path
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from types import ModuleType
from typing import Any

import pytest

import assistant.report
import assistant.rules

SMALL, SHORT, LONG = 24, 5_000, 20_000
ENOUGH = 0.03  # seconds: 20,000 characters in less are at most some steps a character
GENERAL = (
    "1",
    "1,",
    "一",
    "一是",
    "的",
    "（",
    "）",
    "《",
    "，",
    "。",
    " ",
    "\n",
    "件",
    "1件，",
    "2024年",
)
BOUNDED = {"市.+市(人民政府)?$": "the name of an agency has at most 100 characters"}
REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT)


@pytest.fixture(autouse=True)
def _no_collection_in_between() -> Iterator[None]:
    gc.disable()
    yield
    gc.enable()


def modules() -> Iterator[ModuleType]:
    for package in (assistant.rules, assistant.report):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            yield importlib.import_module(found.name)


def patterns_in(value: object, seen: dict[int, object]) -> Iterator[re.Pattern[str]]:
    if id(value) in seen:
        return
    seen[id(value)] = value  # kept alive: the id of a value that is gone is given to another
    if isinstance(value, re.Pattern):
        yield value
    for one in parts_of(value):
        yield from patterns_in(one, seen)


def parts_of(value: object) -> Iterable[object]:
    if isinstance(value, Mapping):
        return [*value.keys(), *value.values()]
    if isinstance(value, set | frozenset):
        return sorted(value, key=repr)
    if isinstance(value, list | tuple):
        return value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return [getattr(value, field.name, None) for field in dataclasses.fields(value)]
    return ()


def patterns_inside_functions(module: ModuleType) -> Iterator[re.Pattern[str]]:
    for node in ast.walk(ast.parse(Path(str(module.__file__)).read_text("utf-8"))):
        match node:
            case ast.Call(ast.Attribute(ast.Name("re"), name), [ast.Constant(str(written)), *_]):
                if name != "escape":
                    yield re.compile(written)


@cache
def all_patterns() -> dict[str, re.Pattern[str]]:
    found: dict[str, re.Pattern[str]] = {}
    seen: dict[int, object] = {}
    for module in modules():
        name = module.__name__.removeprefix("assistant.")
        values = [v for k, v in vars(module).items() if not k.startswith("__")]
        for number, pattern in enumerate(
            [*patterns_in(values, seen), *patterns_inside_functions(module)]
        ):
            if pattern not in found.values() and pattern.pattern not in BOUNDED:
                found[f"{name}[{number}]"] = pattern
    return found


def written(tree: Any, most: int) -> str:
    """A string that the pattern, or a piece of it, (nearly) matches; repeats `most` times at most."""
    return "".join(_written(kind, value, most) for kind, value in tree)


def _written(kind: Any, value: Any, most: int) -> str:
    if kind is op.LITERAL:
        return chr(value)
    if kind is op.NOT_LITERAL or kind is op.ANY:
        return "字"
    if kind is op.IN:
        return _of_class(value)
    if kind in (*REPEATS, op.POSSESSIVE_REPEAT):
        least, limit, body = value
        return written(body, most) * max(least, min(limit, most))
    if kind is op.BRANCH:
        return written(value[1][most % len(value[1])], most)
    if kind is op.SUBPATTERN:
        return written(value[-1], most)
    if kind is op.ATOMIC_GROUP:
        return written(value, most)
    return ""


def _of_class(items: Any) -> str:
    kind, value = items[0]
    if kind is op.NEGATE:
        return "字"
    if kind is op.LITERAL:
        return chr(value)
    if kind is op.RANGE:
        return chr(value[0])
    return {"CATEGORY_DIGIT": "1", "CATEGORY_SPACE": " "}.get(str(value), "字")


def pieces(pattern: re.Pattern[str]) -> list[str]:
    """What a hostile text for this pattern repeats: it, its beginnings, its characters."""
    tree = parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE.value)
    items = list(tree)
    while len(items) == 1 and items[0][0] is op.SUBPATTERN:
        items = list(items[0][1][-1])
    found = [written(items[:end], most) for end in range(1, len(items) + 1) for most in (1, 3)]
    found += [written([item], 1) for item in items]
    if len(items) == 1 and items[0][0] is op.BRANCH:
        found += [written(branch, 1) for branch in items[0][1][1][:6]]
        found += [written(branch, 2)[:-1] for branch in items[0][1][1][:6]]
    found += [piece[:-1] for piece in found] + [f"{found[-1]}。"]
    short = dict.fromkeys(piece for piece in found if 0 < len(piece) <= 400)
    return [*list(short)[:16], *GENERAL]


def texts(pattern: re.Pattern[str], size: int) -> Iterator[str]:
    own = pieces(pattern)
    for piece in own:
        yield (piece * (size // len(piece) + 1))[:size]
    yield own[0] + "字" * (size - len(own[0]))
    yield own[0] + "1" * (size - len(own[0]))


def seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def run(pattern: re.Pattern[str], text: str) -> None:
    for _ in pattern.finditer(text):
        pass


def too_slow(pattern: re.Pattern[str], short: str, long: str) -> str:
    """How four times the text takes more than some eight times the time; empty if it does not."""
    for _ in range(4):
        taken = seconds(partial(run, pattern, long))
        if taken < ENOUGH or taken < 8 * seconds(partial(run, pattern, short)) + 0.005:
            return ""
        if taken > 20 * ENOUGH:  # no load of the machine makes so much: no need to try again
            break
    return f"{long[:20]!r}: {taken:.3f} s for {len(long)} characters"


@pytest.mark.parametrize("name", sorted(all_patterns()))
def test_a_pattern_takes_linear_time_on_strings_made_from_itself(name: str) -> None:
    pattern = all_patterns()[name]
    for text in texts(pattern, SMALL):
        # A pattern that doubles its time with each character must not get a longer text.
        assert min(seconds(partial(run, pattern, text)) for _ in range(3)) < 0.01, text
    both = zip(texts(pattern, SHORT), texts(pattern, LONG), strict=True)
    told = (too_slow(pattern, short, long) for short, long in both)
    assert next(filter(None, told), "") == "", pattern.pattern[:200]


def nested(tree: Any, unbounded: bool = False) -> Iterator[str]:
    """The repeats that alone fill a repeat without an end, so that a text can be cut in many ways."""
    for kind, value in tree:
        if kind in REPEATS:
            _, most, body = value
            if unbounded and most >= 20 and _alone(tree):
                yield f"{kind} up to {most}"
            yield from nested(body, most == op.MAXREPEAT)
        elif kind is op.SUBPATTERN:
            yield from nested(value[-1], unbounded and _alone(tree))
        elif kind is op.BRANCH:
            for branch in value[1]:
                yield from nested(branch, unbounded and _alone(tree))
        elif kind in (op.ASSERT, op.ASSERT_NOT):
            yield from nested(value[1])


def _alone(tree: Any) -> bool:
    """Whether at most one piece of a sequence must match something."""
    width = [
        1 for kind, value in tree
        if not (kind in REPEATS and value[0] == 0) and kind not in (op.AT, op.ASSERT, op.ASSERT_NOT)
    ]  # fmt: skip
    return len(width) <= 1


def test_no_pattern_has_a_repeat_that_alone_fills_an_unbounded_repeat() -> None:
    found = {}
    for name, pattern in all_patterns().items():
        tree = parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE.value)
        found |= {name: list(nested(tree))} if list(nested(tree)) else {}
    assert found == {}


def test_the_static_look_sees_what_it_should() -> None:
    bombs = [r"(a+)+b", r"(?:a*)*", r"(?:(?:x{1,99}))+y", r"(a|b+)*c", r"(?:\s?a+)*"]
    fine = [r"(?:a+b)*", r"(?:a{1,9})*", r"[^。]*。", r"(?>a+)+", r"(?:，\d+件)+", r"(?:a++)+"]
    assert all(list(nested(parser.parse(bomb))) for bomb in bombs)
    assert not any(list(nested(parser.parse(text))) for text in fine)
