"""The rules about citations and deadlines."""

from assistant.rules import (
    law101_article_does_not_exist,
    law102_paragraph_or_item_does_not_exist,
    law103_article_for_another_matter,
    law201_answer_deadline_misstated,
    law202_publication_deadline_misstated,
    law203_extension_misstated,
    law204_hearing_or_correction_deadline_misstated,
    law205_report_deadline_misstated,
    law301_outdated_principle,
    law302_term_of_the_old_regulation,
    law303_channel_not_in_law,
    law401_regulation_misnamed,
    law402_wrong_issue_of_the_regulation,
    law403_format_notice_misquoted,
    law404_brackets_of_a_document_number,
    law405_measure_of_the_old_regulation,
    law406_remedy_misstated,
)
from assistant.rules.rule import Rule

LAW: tuple[Rule, ...] = (
    law101_article_does_not_exist.RULE,
    law102_paragraph_or_item_does_not_exist.RULE,
    law103_article_for_another_matter.RULE,
    law201_answer_deadline_misstated.RULE,
    law202_publication_deadline_misstated.RULE,
    law203_extension_misstated.RULE,
    law204_hearing_or_correction_deadline_misstated.RULE,
    law205_report_deadline_misstated.RULE,
    law301_outdated_principle.RULE,
    law302_term_of_the_old_regulation.RULE,
    law303_channel_not_in_law.RULE,
    law401_regulation_misnamed.RULE,
    law402_wrong_issue_of_the_regulation.RULE,
    law403_format_notice_misquoted.RULE,
    law404_brackets_of_a_document_number.RULE,
    law405_measure_of_the_old_regulation.RULE,
    law406_remedy_misstated.RULE,
)
