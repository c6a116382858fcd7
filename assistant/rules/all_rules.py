"""Every rule, family by family in the order of the codes. A code is never used twice.

Retired codes: none.
"""

from assistant.rules.families.ari_rules import ARI
from assistant.rules.families.dup_rules import DUP
from assistant.rules.families.lan_rules import LAN
from assistant.rules.families.law_rules import LAW
from assistant.rules.families.nar_rules import NAR
from assistant.rules.families.pri_rules import PRI
from assistant.rules.families.str_rules import STR
from assistant.rules.families.tab_rules import TAB
from assistant.rules.families.yea_rules import YEA
from assistant.rules.rule import Rule

RULES: tuple[Rule, ...] = (*ARI, *DUP, *LAN, *LAW, *NAR, *PRI, *STR, *TAB, *YEA)
