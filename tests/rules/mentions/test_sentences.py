"""Each sentence is read as a careful clerk reads it.

`sentences/*.yaml`: `section` is where the sentences of a file stand, the year reported on is
2023. A reading is the words of the mention (`_` for a space), its subject (`-` for none, with `!`
where it is certain), then in any order: qualifiers, the applicant, the scope (area, own, office,
unit), the kind where it is no count (share, growth, difference, all), `+` or `-` for the
direction, `@2022` for another year, `part` (of a year), `cum` (over years), `none` (negated),
`about`. `breakdowns` are “whole = part + part”, with `all` where the parts claim to be complete;
`shares` “share part whole”, `changes` “change now before”, `-` for what is not told. What is
left out must not be found.
"""

from pathlib import Path

import pytest
import yaml

from assistant.rules.mentions.mention import Mention, Mentions
from assistant.rules.narrative import Narrative

HERE = Path(__file__).resolve().parent
FILES = sorted((HERE / "sentences").glob("*.yaml"))
_APPLICANTS = frozenset(
    [
        "natural_person",
        "business",
        "research",
        "social_welfare",
        "legal_service",
        "other_org",
        "organisations",
    ]
)


def cases() -> list[tuple[str, str, dict[str, object]]]:
    found = []
    for path in FILES:
        data = yaml.safe_load(path.read_text("utf-8"))
        for text, expected in data["sentences"].items():
            full = expected if isinstance(expected, dict) else {"reads": expected}
            found.append((data["section"], text, full))
    return found


def read(text: str, section: str) -> Mentions:
    return Narrative(text, (section,), ((0, len(text)),), 2023).mentions


def shown(mention: Mention) -> str:
    """A mention in the notation of the files, its parts in alphabetical order."""
    says = {*mention.qualifiers, mention.applicant, mention.scope}
    says |= {mention.kind} - {"count"}
    says |= {"+" if mention.direction > 0 else "-"} if mention.direction else set()
    says |= {f"@{mention.year}"} if mention.year else set()
    flags = {
        "part": mention.part_of_year,
        "cum": mention.cumulative,
        "none": mention.negated,
        "about": mention.quantity.about,
    }
    says |= {name for name, is_so in flags.items() if is_so}
    subject = mention.subject + "!" * (mention.certain and bool(mention.subject))
    return " ".join([worded(mention), subject or "-", *sorted(says - {""})])


def worded(mention: Mention | None) -> str:
    return "-" if mention is None else mention.text.replace(" ", "_")


def normal(reading: str) -> str:
    words, subject, *says = reading.split()
    return " ".join([words, subject, *sorted({*says} - {"reached"})])


def found_in(mentions: Mentions) -> dict[str, list[str]]:
    return {
        "reads": [shown(m) for m in mentions.all],
        "breakdowns": [
            f"{worded(b.whole)} = {' + '.join(map(worded, b.parts))}{' all' * b.complete}"
            for b in mentions.breakdowns
        ],
        "shares": [" ".join(map(worded, (s.share, s.part, s.whole))) for s in mentions.shares],
        "changes": [" ".join(map(worded, (c.change, c.now, c.before))) for c in mentions.changes],
    }


def wanted(full: dict[str, object]) -> dict[str, object]:
    reads = [normal(one) for one in str(full["reads"]).split(";") if one.strip()]
    return {
        "reads": reads,
        **{name: full.get(name, []) for name in ("breakdowns", "shares", "changes")},
    }


@pytest.mark.parametrize(("section", "text", "full"), cases(), ids=[c[1] for c in cases()])
def test_a_sentence_is_read_as_a_clerk_reads_it(
    section: str, text: str, full: dict[str, object]
) -> None:
    assert found_in(read(text, section)) == wanted(full)


def test_there_are_three_hundred_sentences_and_more() -> None:
    assert len({text for _, text, _ in cases()}) >= 300
