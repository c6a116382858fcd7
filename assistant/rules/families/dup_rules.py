"""The rules about repetition."""

from assistant.rules import (
    dup101_passage_repeated,
    dup201_part_as_last_year,
    dup202_report_as_last_year,
    dup203_problems_as_last_year,
    dup204_plan_without_echo,
    dup205_figure_not_updated,
    dup301_as_another_agency,
)
from assistant.rules.rule import Rule

DUP: tuple[Rule, ...] = (
    dup101_passage_repeated.RULE,
    dup201_part_as_last_year.RULE,
    dup202_report_as_last_year.RULE,
    dup203_problems_as_last_year.RULE,
    dup204_plan_without_echo.RULE,
    dup205_figure_not_updated.RULE,
    dup301_as_another_agency.RULE,
)
