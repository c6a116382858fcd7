"""Names of private persons beside the words for a party: 申请人张三, 原告李四, 张三诉某县人民政府.

A name that is masked already (张某, 张某某, 张××, 张女士) is none.
"""

import re

_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱林郭罗郑梁谢宋唐许韩冯邓曹彭肖萧田董袁潘蒋蔡余杜叶苏魏吕丁沈姚卢姜崔钟谭陆汪"
    "范廖贾夏韦付傅邹孟熊秦邱侯尹薛闫阎段雷龙黎史陶贺顾毛郝龚邵钱严覃武戴莫孔汤倪翁葛樊俞庞颜鲍霍翟耿聂焦"
)
_COMPOUND = "欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|司徒"
# Letters that stand in no given name, or that begin a word which follows a name.
_NO_NAME = (
    "的对向就不因以认于与和及等要申提诉称已将可应在是为或但其所有并均未无某×＊先女老各该此这那来去到由从"
    "被给让把请需须能会还再又也都只人们件条次份个项第，。；、：！？（）《》“”一中多少"
)
_NAME = rf"(?:(?:{_COMPOUND})[^\W\d_a-zA-Z{_NO_NAME}]{{1,2}}|[{_SURNAMES}][^\W\d_a-zA-Z{_NO_NAME}]{{1,2}})"
_ENDS = r"(?=[，。；、：:）)”\s（(]|对|向|就|不|因|以|认|于|与|和|及|等|要|申|提|诉|称|已|将|可|在|是|为|的|反映|来|通过|咨询|多次|到|表示|投|起|主动|提出|$)"
_WORDS = re.compile(
    r"许可|余下|余件|余人|余名|余户|田地|林地|林业|林权|龙头|周边|周期|周末|毛利|史料|范围|严格|严重|武装|顾虑|莫大|陆续|杜绝"
    r"|付款|付费|夏季|苏区|雷同|顾问|顾客|王府|张贴|刘庄|宋体|陈述|陈情|黄河|黄金|江|高|汪洋|钱款|钱物|丁口|许多|许诺|贺信|贺电"
    r"|段落|段时|钟点|韩国|严肃|严厉|武术|夏天|叶片|方|孙子|田间|唐|付出|付诸|余额|罗列|徐徐|沈阳|杨柳|谢意|焦点|焦虑|武汉"
)
PERSON = re.compile(_NAME + _ENDS)
SUIT = re.compile(
    rf"(?:^|(?<=[，。；、：:“（(\s])|(?<=原告)|(?<=申请人)|(?<=审理)|(?<=办理)|(?<=关于))(?P<name>{_NAME}|[{_SURNAMES}]某某?|[{_SURNAMES}][×xX]{{1,2}})(?=诉)"
)
_PLACE_AFTER = re.compile(r"[镇乡村县市区局街路庄组社湾]")


def is_name(name: str) -> bool:
    """Whether what looks like a name is no other word and no place."""
    return not _WORDS.match(name) and _PLACE_AFTER.search(name) is None


def masked_name(name: str) -> str:
    """A name as official texts mask it: 张某, 张某某."""
    head = name[:2] if re.match(_COMPOUND, name) else name[:1]
    return head + "某" * (len(name) - len(head))
