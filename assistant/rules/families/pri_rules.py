"""The rules about privacy and secrecy."""

from assistant.rules import (
    pri101_identity_number,
    pri102_mobile_number,
    pri103_bank_card,
    pri104_private_mailbox,
    pri105_name_of_a_party,
    pri106_home_address,
    pri107_plate_or_passport_number,
    pri201_secrecy_mark,
    pri202_internal_document_named,
)
from assistant.rules.rule import Rule

PRI: tuple[Rule, ...] = (
    pri101_identity_number.RULE,
    pri102_mobile_number.RULE,
    pri103_bank_card.RULE,
    pri104_private_mailbox.RULE,
    pri105_name_of_a_party.RULE,
    pri106_home_address.RULE,
    pri107_plate_or_passport_number.RULE,
    pri201_secrecy_mark.RULE,
    pri202_internal_document_named.RULE,
)
