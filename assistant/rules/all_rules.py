"""Every rule, listed by hand in the order of the codes. A code is never used twice.

Retired codes: none.
"""

from assistant.rules import (
    tab101_negative_value,
    tab102_fraction_of_a_piece,
    tab103_blank_cell,
    tab104_table_blank,
    tab105_implausible_size,
    tab201_in_force_too_few,
    tab202_regulations_without_power,
    tab203_fees_in_yuan,
    tab301_row_total_mismatch,
    tab302_column_out_of_balance,
    tab303_result_sum_mismatch,
    tab304_carried_out_exceeds_received,
    tab401_case_total_mismatch,
    tab402_cases_without_requests,
    tab501_differs_from_figures,
)
from assistant.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    tab101_negative_value.RULE,
    tab102_fraction_of_a_piece.RULE,
    tab103_blank_cell.RULE,
    tab104_table_blank.RULE,
    tab105_implausible_size.RULE,
    tab201_in_force_too_few.RULE,
    tab202_regulations_without_power.RULE,
    tab203_fees_in_yuan.RULE,
    tab301_row_total_mismatch.RULE,
    tab302_column_out_of_balance.RULE,
    tab303_result_sum_mismatch.RULE,
    tab304_carried_out_exceeds_received.RULE,
    tab401_case_total_mismatch.RULE,
    tab402_cases_without_requests.RULE,
    tab501_differs_from_figures.RULE,
)
