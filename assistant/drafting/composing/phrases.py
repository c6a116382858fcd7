"""How table figures are said in official prose, as data: patterns with slots for facts.

A slot `{t3.new.total}` prints the value with its unit; `{diff.…:abs}` without its sign.
The first pattern whose conditions hold is used; among its wordings one is chosen by
agency and year, so that the same figures always give the same text and two agencies
rarely the same sentence.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pattern:
    """Wordings for one situation: these facts are above zero, those are zero, those below zero.

    `also` names facts that the wording rests on without printing them (“无上年结转”).
    """

    wordings: tuple[str, ...]
    positive: tuple[str, ...] = ()
    zero: tuple[str, ...] = ()
    negative: tuple[str, ...] = ()
    also: tuple[str, ...] = ()


NEW, CARRIED_IN, CARRIED_OUT = "t3.new.total", "t3.carried_in.total", "t3.carried_out.total"
HANDLED, RESULTS = "sum.t3.handled.total", "t3.result_total.total"
PERSONS, ORGANISATIONS = "t3.new.natural_person", "sum.t3.new.organisations"
REVIEWS, LAWSUITS = "t4.reconsideration.total", "sum.t4.litigation.total"
ISSUED, REPEALED, IN_FORCE = (
    "t2.normative_documents.issued",
    "t2.normative_documents.repealed",
    "t2.normative_documents.in_force",
)

RECEIVED = (
    Pattern(
        (
            f"{{year}}新收政府信息公开申请{{{NEW}}}，上年结转{{{CARRIED_IN}}}，共收办{{{HANDLED}}}。",
            f"全年收到政府信息公开申请{{{NEW}}}，连同上年结转的{{{CARRIED_IN}}}，共收办{{{HANDLED}}}。",
            f"本年新收政府信息公开申请{{{NEW}}}，另有上年结转{{{CARRIED_IN}}}，收办合计{{{HANDLED}}}。",
        ),
        positive=(NEW, CARRIED_IN),
    ),
    Pattern(
        (
            f"{{year}}新收政府信息公开申请{{{NEW}}}，无上年结转申请。",
            f"全年收到政府信息公开申请{{{NEW}}}，没有上年结转办理的申请。",
            f"本年新收政府信息公开申请{{{NEW}}}，上年未结转申请。",
        ),
        positive=(NEW,),
        zero=(CARRIED_IN,),
        also=(CARRIED_IN,),
    ),
    Pattern(
        (
            f"{{year}}未收到新的政府信息公开申请，办理上年结转申请{{{CARRIED_IN}}}。",
            f"全年没有新收政府信息公开申请，继续办理上年结转申请{{{CARRIED_IN}}}。",
        ),
        zero=(NEW,),
        positive=(CARRIED_IN,),
        also=(NEW,),
    ),
    Pattern(
        (
            "{year}未收到政府信息公开申请，也无上年结转申请。",
            "全年没有收到政府信息公开申请，亦无上年结转办理的申请。",
        ),
        zero=(NEW, CARRIED_IN),
        also=(NEW, CARRIED_IN),
    ),
)

APPLICANTS = (
    Pattern(
        (
            f"新收申请中，自然人提出{{{PERSONS}}}，法人或其他组织提出{{{ORGANISATIONS}}}。",
            f"从申请人看，来自自然人的{{{PERSONS}}}，来自法人或其他组织的{{{ORGANISATIONS}}}。",
        ),
        positive=(PERSONS, ORGANISATIONS),
    ),
    Pattern(
        ("申请人均为自然人。", "新收申请均由自然人提出。"),
        positive=(PERSONS,),
        zero=(ORGANISATIONS,),
        also=(PERSONS, ORGANISATIONS),
    ),
    Pattern(
        ("申请人均为法人或其他组织。", "新收申请均由法人或其他组织提出。"),
        positive=(ORGANISATIONS,),
        zero=(PERSONS,),
        also=(PERSONS, ORGANISATIONS),
    ),
)

GROWTH = (
    Pattern(
        (
            f"新收申请比上年的{{last.{NEW}}}增加{{diff.{NEW}}}，增长{{growth.{NEW}}}。",
            f"与上年新收{{last.{NEW}}}相比，增加{{diff.{NEW}}}，增幅为{{growth.{NEW}}}。",
        ),
        positive=(f"last.{NEW}", f"diff.{NEW}"),
    ),
    Pattern(
        (
            f"新收申请比上年的{{last.{NEW}}}减少{{diff.{NEW}:abs}}，下降{{growth.{NEW}:abs}}。",
            f"与上年新收{{last.{NEW}}}相比，减少{{diff.{NEW}:abs}}，降幅为{{growth.{NEW}:abs}}。",
        ),
        positive=(f"last.{NEW}",),
        negative=(f"diff.{NEW}",),
    ),
    Pattern(
        ("新收申请数量与上年持平。",),
        positive=(f"last.{NEW}",),
        zero=(f"diff.{NEW}",),
        also=(NEW, f"last.{NEW}", f"diff.{NEW}"),
    ),
)

CARRIED = (
    Pattern(
        (
            f"年末未办结、结转下年度继续办理{{{CARRIED_OUT}}}。",
            f"另有{{{CARRIED_OUT}}}结转下年度继续办理。",
        ),
        positive=(CARRIED_OUT,),
    ),
    Pattern(
        ("没有结转下年度继续办理的申请。", "无结转下年度办理的申请。"),
        zero=(CARRIED_OUT,),
        positive=(RESULTS,),
        also=(CARRIED_OUT,),
    ),
)

NO_CASES = (
    Pattern(
        (
            "全年未发生因政府信息公开引起的行政复议、行政诉讼。",
            "没有因政府信息公开工作被申请行政复议、提起行政诉讼的情况。",
            "因政府信息公开工作引起的行政复议和行政诉讼均未发生。",
        ),
        zero=(REVIEWS, LAWSUITS),
        also=(REVIEWS, LAWSUITS),
    ),
)

DOCUMENTS = (
    Pattern(
        (
            f"全年制发行政规范性文件{{{ISSUED}}}，废止{{{REPEALED}}}，现行有效{{{IN_FORCE}}}。",
            f"行政规范性文件本年制发{{{ISSUED}}}、废止{{{REPEALED}}}，现行有效{{{IN_FORCE}}}。",
        ),
        positive=(ISSUED, REPEALED),
        also=(IN_FORCE,),
    ),
    Pattern(
        (
            f"全年制发行政规范性文件{{{ISSUED}}}，现行有效{{{IN_FORCE}}}。",
            f"本年制发行政规范性文件{{{ISSUED}}}，年末现行有效{{{IN_FORCE}}}。",
        ),
        positive=(ISSUED,),
        zero=(REPEALED,),
        also=(IN_FORCE,),
    ),
    Pattern(
        (
            f"本年未制发行政规范性文件，废止{{{REPEALED}}}，现行有效{{{IN_FORCE}}}。",
            f"全年没有制发行政规范性文件，废止{{{REPEALED}}}，现行有效{{{IN_FORCE}}}。",
        ),
        zero=(ISSUED,),
        positive=(REPEALED,),
        also=(ISSUED,),
    ),
    Pattern(
        (
            f"本年未制发、废止行政规范性文件，现行有效{{{IN_FORCE}}}。",
            f"全年没有制发和废止行政规范性文件，现行有效行政规范性文件{{{IN_FORCE}}}。",
        ),
        zero=(ISSUED, REPEALED),
        positive=(IN_FORCE,),
        also=(ISSUED, REPEALED),
    ),
    Pattern(
        ("本年未制发、废止行政规范性文件，没有现行有效的行政规范性文件。",),
        zero=(ISSUED, REPEALED, IN_FORCE),
        also=(ISSUED, REPEALED, IN_FORCE),
    ),
)

REGULATIONS = (
    Pattern(
        (
            "制发规章{t2.regulations.issued}，废止{t2.regulations.repealed}，"
            "现行有效{t2.regulations.in_force}。",
        ),
        positive=("t2.regulations.in_force",),
        also=("t2.regulations.issued", "t2.regulations.repealed"),
    ),
)

PREFACE = (
    "根据《中华人民共和国政府信息公开条例》第四十九条、第五十条规定，按照《国务院办公厅政府信息与政务公开办公室"
    "关于印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知》（国办公开办函〔2021〕30号）要求，"
    "编制{agency}{year}政府信息公开工作年度报告。",
    "依照《中华人民共和国政府信息公开条例》第四十九条、第五十条和《国务院办公厅政府信息与政务公开办公室"
    "关于印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知》（国办公开办函〔2021〕30号），"
    "{agency}编制{year}政府信息公开工作年度报告。",
)
PREFACE_PARTS = (
    "报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议和行政诉讼情况、"
    "存在的主要问题及改进情况、其他需要报告的事项等六部分组成。"
)
PREFACE_PERIOD = ("数据统计期限为{period}。", "所列数据的统计期限为{period}。")

OPENING = (
    "{year}，{agency}依照《中华人民共和国政府信息公开条例》开展政府信息公开工作，有关情况如下。",
    "{year}，{agency}按照《中华人民共和国政府信息公开条例》推进政府信息公开，总体情况如下。",
)
PROBLEMS_LEAD = (
    "{year}政府信息公开工作还存在以下问题：",
    "对照工作要求，{year}政府信息公开工作主要有以下不足：",
)
IMPROVEMENTS_LEAD = (
    "针对上述问题，改进措施如下：",
    "针对以上不足，主要从以下方面改进：",
)
