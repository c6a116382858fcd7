"""The real 1.5B model asked to revise: it may fail, and then the form without it stands; never a lie.

`NIANBAO_TEST_MODEL_URL=… pytest -s -m long` on this file prints what it managed with every wish.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from decimal import Decimal

import pytest

from assistant.drafting.draft import Draft
from assistant.drafting.model import ChatModel
from assistant.drafting.revising.basis import Basis
from assistant.drafting.revising.reviser import Reviser
from assistant.drafting.revising.revision import Revision, RevisionAction, Target, Unit
from assistant.report.quantities import find_quantities
from assistant.settings import Settings
from tests.drafting.revising.desk import drafted

Wish = tuple[RevisionAction, str, Unit, tuple[int, ...], str]
WISHES: list[Wish] = [
    ("shorten", "1.4", "sentence", (1,), ""),
    ("shorten", "1.1", "sentence", (1,), ""),
    ("formal", "1.5", "sentence", (1,), ""),
    ("merge", "1.2", "sentence", (1, 2), ""),
    ("merge", "1.2", "sentence", (3, 4), ""),
    ("expand", "1.2", "section", (), ""),
    ("instruct", "1.2", "sentence", (3,), "换个说法"),
    ("instruct", "1.5", "sentence", (2,), "写得更通顺"),
    ("instruct", "1.3", "section", (), "加上“群众满意度达到99%”"),
]
FEW = [WISHES[3], WISHES[-1]]


@pytest.fixture
def model(needs: Callable[[str], str], monkeypatch: pytest.MonkeyPatch) -> ChatModel:
    monkeypatch.setenv("OPENAI_BASE_URL", needs("model"))
    monkeypatch.setenv("OPENAI_API_KEY", "local")
    monkeypatch.setenv("OPENAI_MODEL", "qwen2.5-coder-1.5b")
    monkeypatch.setenv("NIANBAO_FIRST_TOKEN_TIMEOUT", "300")  # its one slot may be taken by others
    monkeypatch.setenv("NIANBAO_PIECE_TIMEOUT", "300")
    return ChatModel(Settings())


def unsupported(draft: Draft) -> list[str]:
    """Sentences of a model with a number that is in none of their facts."""
    found = []
    for section in draft.sections:
        for sentence in section.sentences():
            values = {draft.facts[f].value for f in sentence.facts if f in draft.facts}
            known = {v.lstrip("-") for v in values}
            for quantity in find_quantities(sentence.text) if sentence.origin == "model" else ():
                if str(Decimal(quantity.value).copy_abs()) not in known:
                    found.append(sentence.text)
    return found


@pytest.mark.model
@pytest.mark.timeout(600)
def test_the_real_model_revises_and_nothing_unsupported_is_in_the_draft(model: ChatModel) -> None:
    revise(model, FEW)


@pytest.mark.model
@pytest.mark.long
@pytest.mark.timeout(1800)
def test_the_real_model_tries_every_kind_of_wish_and_never_lies(model: ChatModel) -> None:
    print(dict(revise(model, WISHES)))


def revise(model: ChatModel, wishes: Sequence[Wish]) -> Counter[str]:
    """What became of each wish; nothing unsupported may be in the draft after any of them."""
    figures, draft = drafted("yuanzhou-2022")
    reviser, tally = Reviser(Basis.of(figures), model), Counter[str]()
    for action, section, unit, numbers, words in wishes:
        target = Target(section=section, unit=unit, numbers=numbers)
        revised = reviser.revise(draft, Revision(action=action, target=target, words=words))
        by_model = any(s.origin == "model" for s in revised.draft.section(section).sentences())  # type: ignore[union-attr]
        outcome = "model" if by_model else "without the model" if revised.changes else "refused"
        tally[outcome] += 1
        print(f"\n{action} {section} {numbers}: {outcome}")
        for change in revised.changes:
            print(f"  - {change.before}\n  + {change.after}")
        for refused in revised.refused:
            print(f"  refused: {refused.text} | {refused.why}")
        assert unsupported(revised.draft) == []
        assert "99%" not in "".join(s.text for s in revised.draft.sections)
    return tally
