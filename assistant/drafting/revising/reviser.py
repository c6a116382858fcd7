"""Does what a wish asks for: finds the words, acts, grounds, mends the chains, checks again."""

from collections.abc import Callable, Mapping

from assistant.drafting.draft import Draft, DraftFact, DraftSection
from assistant.drafting.planning.plan import SECTION_IDS
from assistant.drafting.revising.adding import add, restate
from assistant.drafting.revising.answering import answer, findings_of, findings_wanted
from assistant.drafting.revising.asking import ASKED, ask_model, no_model
from assistant.drafting.revising.basis import Basis
from assistant.drafting.revising.chains import mended
from assistant.drafting.revising.difference import differences
from assistant.drafting.revising.dropping import drop
from assistant.drafting.revising.expanding import expand
from assistant.drafting.revising.formal import formal
from assistant.drafting.revising.joining import merge, split
from assistant.drafting.revising.locating import locate
from assistant.drafting.revising.moving import move, swap
from assistant.drafting.revising.person import replace_by_persons
from assistant.drafting.revising.restoring import restore
from assistant.drafting.revising.revision import Revision, RevisionAction
from assistant.drafting.revising.scene import Edit, Scene
from assistant.drafting.revising.shortening import shorten
from assistant.drafting.revising.version import Refused, Revised
from assistant.drafting.writer import Writer
from assistant.errors import UnusableInput


def _only_a_model(scene: Scene) -> Edit:
    return no_model(scene.revision.words)


_ACTIONS: Mapping[RevisionAction, Callable[[Scene], Edit]] = {
    "shorten": shorten,
    "expand": expand,
    "formal": formal,
    "merge": merge,
    "split": split,
    "move": move,
    "swap": swap,
    "drop": drop,
    "add": add,
    "restate": restate,
    "replace": replace_by_persons,
    "restore": restore,
    "instruct": _only_a_model,
}


class Reviser:
    """Revises drafts of one report; without a writer every action but `instruct` works too.

    With a writer it words what a model can word better; its words are held to the same
    ground, and where they fail the form that needs no model is used, which is said.
    """

    def __init__(self, basis: Basis, writer: Writer | None = None) -> None:
        self.basis = basis
        self.writer = writer

    def revise(self, draft: Draft, revision: Revision) -> Revised:
        """The draft after the wish, with every change, refusal and note.

        Raises:
            UnusableInput: What is meant is not there, or could be several things.
        """
        if revision.action == "answer":
            return self._answer(draft, revision)
        section = draft.section(revision.target.section)
        if section is None:
            raise UnusableInput(
                "这一部分还没有起草" if revision.target.section else "没有说改哪一部分",
                cure="先起草，或者说出部分，如“1.2再短点”",
            )
        scene = Scene(draft, section, locate(section, revision.target), revision, self.basis)
        edit, prompts, engine = _ACTIONS[revision.action](scene), dict[str, str](), ""
        if self.writer is not None and revision.by_model and revision.action in ASKED:
            edit, prompts = ask_model(self.writer, scene, edit)
            engine = self.writer.name
        return self._entered(scene, edit, prompts, engine)

    def _entered(
        self, scene: Scene, edit: Edit, prompts: Mapping[str, str], engine: str
    ) -> Revised:
        if edit.rows is None:
            return Revised(scene.draft, (), edit.refused, edit.notes)
        paragraphs = mended(scene.section, edit.rows)
        if paragraphs == scene.section.paragraphs:
            nothing = Refused(text=scene.revision.target.words, why="改了以后和原来一样，没有变化")
            return Revised(scene.draft, (), edit.refused or (nothing,), edit.notes)
        by_model = any(s.origin == "model" for p in paragraphs for s in p.sentences)
        named = engine if engine and by_model else scene.section.engine
        changed = scene.section.model_copy(update={"paragraphs": paragraphs, "engine": named})
        sections = tuple(changed if s is scene.section else s for s in scene.draft.sections)
        after = settled(scene.draft, sections, self.basis, prompts)
        changes = differences(scene.draft, after, edit.why)
        return Revised(
            after, changes, edit.refused, (*edit.notes, *_new_findings(scene.draft, after))
        )

    def _answer(self, draft: Draft, revision: Revision) -> Revised:
        number = next(iter(revision.target.numbers), 0)
        wanted = findings_wanted(draft, revision.finding, revision.words, number)
        current, refused = draft, list[Refused]()
        for finding in wanted:
            still = [f for f in current.findings if f["fingerprint"] == finding["fingerprint"]]
            if still:
                answered = answer(current, still[0], self.basis)
                refused += answered.refused
                if answered.draft is not current:
                    current = settled(draft, answered.draft.sections, self.basis, {})
        if current is draft:
            return Revised(draft, (), tuple(refused))
        changes = differences(draft, current, "按校验意见改")
        return Revised(current, changes, tuple(refused), _new_findings(draft, current))


def settled(
    draft: Draft,
    sections: tuple[DraftSection, ...],
    basis: Basis,
    prompts: Mapping[str, str],
) -> Draft:
    """The draft with other sections: its facts and its findings are those of what it now says."""
    used = {fact for s in sections for sentence in s.sentences() for fact in sentence.facts}
    known = _with_operands(used, basis)
    names = sorted({s.engine for s in sections if s.engine not in ("", "offline")})
    after = draft.model_copy(
        update={
            "engine": "、".join(names) or "offline",
            "sections": sections,
            "prompts": dict(sorted({**draft.prompts, **prompts}.items())),
            "facts": {i: DraftFact.of(f) for i, f in basis.ledger.items() if i in known},
            "repeated": basis.originality(draft.sources).repeated(sections),
        }
    )
    return after.model_copy(update={"findings": tuple(findings_of(after, basis))})


def _with_operands(used: set[str], basis: Basis) -> set[str]:
    found, queue = set[str](), list(used)
    while queue:
        fact_id = queue.pop()
        if fact_id not in found and fact_id in basis.ledger:
            found.add(fact_id)
            queue += basis.ledger[fact_id].operands
    return found


def _new_findings(before: Draft, after: Draft) -> tuple[str, ...]:
    """What the rules find now and did not find before; notes of severity note are left to the check."""
    known = {f["fingerprint"] for f in before.findings}
    return tuple(
        f"改后校验多了一处（{f['code']}）：{f['message']}"
        for f in after.findings
        if f["fingerprint"] not in known and f["severity"] != "note"
    )


def with_fresh(draft: Draft | None, fresh: Draft, drafted: tuple[str, ...], basis: Basis) -> Draft:
    """A fresh drafting of some parts put into a draft whose other parts were revised since.

    Both are of one drafter, so that its sources have the same ids in both.
    """
    if draft is None:
        return fresh
    parts = {s.id: s for s in draft.sections if s.id not in drafted}
    parts |= {s.id: s for s in fresh.sections if s.id in drafted}
    sections = tuple(parts[i] for i in SECTION_IDS if i in parts)
    merged = fresh.model_copy(
        update={
            "dropped": tuple(dict.fromkeys([*draft.dropped, *fresh.dropped])),
            "sources": {**draft.sources, **fresh.sources},
        }
    )
    return settled(merged, sections, basis, draft.prompts)
