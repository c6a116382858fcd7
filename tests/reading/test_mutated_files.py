"""Thousands of small accidents to a good file: always a report, or one clear refusal."""

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import UnusableInput
from assistant.reading.figures import read_figures
from assistant.report.model import AnnualReport

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "yuanzhou-2022.yaml"
YAML = EXAMPLE.read_text("utf-8")
JSON = read_figures(EXAMPLE).model_dump_json(indent=1)


def mutations(content: bytes, count: int, seed: int) -> Iterator[bytes]:
    """The content with bytes or lines changed, dropped, doubled, swapped or cut off."""
    chance = random.Random(seed)
    spice = [
        b"{",
        b"}",
        b"[",
        b"]",
        b":",
        b"- ",
        b"\t",
        b'"',
        b"'",
        b"&a ",
        b"*a ",
        b"!!x ",
        b"#",
        b"|",
    ]
    spice += [
        b"-1",
        b"1e9",
        b"\x00",
        b"\xff",
        b"\\",
        b"null",
        b"---\n",
        b"? ",
        b"%",
        b"\xe4\xb8",
        b",",
    ]
    for _ in range(count):
        data = bytearray(content)
        lines = content.split(b"\n")
        at, other = chance.randrange(len(data)), chance.randrange(len(data))
        match chance.randrange(8):
            case 0:
                data[at] = chance.randrange(256)
            case 1:
                del data[at : at + chance.randrange(1, 40)]
            case 2 | 3:
                data[at:at] = chance.choice(spice)
            case 4:
                data[at : at + 3] = data[other : other + 30]
            case 5:
                del data[at:]
            case 6:
                chance.shuffle(lines)
                data = bytearray(b"\n".join(lines[: chance.randrange(1, len(lines))]))
            case _:
                line = chance.randrange(len(lines))
                lines[line : line + 1] = [lines[line]] * chance.choice([0, 2])
                data = bytearray(b"\n".join(lines))
        yield bytes(data)


def outcome(path: Path) -> AnnualReport | UnusableInput:
    try:
        return read_figures(path)
    except UnusableInput as error:
        return error


@pytest.mark.parametrize(
    ("text", "suffix", "seed"), [(YAML, ".yaml", 1), (JSON, ".json", 2)], ids=["yaml", "json"]
)
def test_a_mutated_file_is_a_report_or_unusable_and_nothing_else(
    tmp_path: Path, text: str, suffix: str, seed: int
) -> None:
    path = tmp_path / f"figures{suffix}"
    reports = refusals = 0
    for content in mutations(text.encode(), 500, seed):
        path.write_bytes(content)
        result = outcome(path)
        if isinstance(result, UnusableInput):
            refusals += 1
            assert "怎么办：" in str(result), content
        else:
            reports += 1
            assert AnnualReport.model_validate(json.loads(result.model_dump_json())) == result
    assert min(reports, refusals) > 10


def places(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of everything in nested dictionaries and lists."""
    inner = (
        data.items()
        if isinstance(data, dict)
        else enumerate(data)
        if isinstance(data, list)
        else ()
    )
    for key, value in inner:
        yield (*path, key)
        yield from places(value, (*path, key))


def test_a_strange_value_in_any_place_is_a_report_or_unusable(tmp_path: Path) -> None:
    chance = random.Random(3)
    strange = [
        None,
        -1,
        1.5,
        "",
        "x",
        "８",
        [],
        {},
        [[]],
        {"": 0},
        True,
        10**30,
        1e300,
        "\u2028",
        "{n}",
    ]
    path = tmp_path / "figures.json"
    where = list(places(json.loads(JSON)))
    for place in chance.sample(where, 250):
        data = json.loads(JSON)
        at = data
        for key in place[:-1]:
            at = at[key]
        value = chance.choice(strange)
        at[place[-1]] = value
        path.write_text(json.dumps(data), "utf-8")
        result = outcome(path)
        if isinstance(result, UnusableInput):
            assert "怎么办：" in str(result), (place, value)
        else:
            again = AnnualReport.model_validate_json(result.model_dump_json())
            assert again == result, (place, value)
