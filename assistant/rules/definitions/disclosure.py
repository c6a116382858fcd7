"""What a mention of documents, decisions or fees may mean in table two."""

from functools import cache

from assistant.rules.definitions.definition import Definition, Term

DOCUMENTS = {"normative_documents": "行政规范性文件", "regulations": "规章"}
DECISIONS = {"licensing": "行政许可", "penalties": "行政处罚", "coercion": "行政强制"}
_COLUMNS = {"issued": "本年制发件数", "repealed": "本年废止件数", "in_force": "现行有效件数"}


@cache
def document_definitions(subject: str, column: str) -> tuple[Definition, ...]:
    """`column` is `issued`, `repealed`, `in_force`, `kept` (by a clean-up) or `published`."""
    if column == "published":
        return tuple(_document(subject, name) for name in ("issued", "in_force"))
    if column == "kept":
        before = Definition(
            "表二",
            (_term(subject, "in_force"),),
            (_term(subject, "issued"),),
            usual=False,
            advice="清理后又有新制发的文件时，建议写明两个时点的件数",
        )
        return (_document(subject, "in_force"), before)
    both = tuple(_term(name, column) for name in DOCUMENTS)
    together = Definition("表二", both, (), False, "建议规章与规范性文件分开写")
    return (_document(subject, column), together)


@cache
def decision_definitions(subject: str) -> tuple[Definition, ...]:
    """`subject` is `licensing`, `penalties` or `coercion`."""
    together = tuple(Term(name, (f"t2.{row}",)) for row, name in DECISIONS.items())
    return (
        Definition("表二", (Term(f"{DECISIONS[subject]}处理决定数量", (f"t2.{subject}",)),)),
        Definition("表二", together, (), False, "建议三类决定分开写"),
    )


FEES = Definition("表二", (Term("行政事业性收费金额（万元）", ("t2.fees",)),))


def _document(subject: str, column: str) -> Definition:
    return Definition("表二", (_term(subject, column),))


def _term(subject: str, column: str) -> Term:
    return Term(f"{DOCUMENTS[subject]}{_COLUMNS[column]}", (f"t2.{subject}.{column}",))
