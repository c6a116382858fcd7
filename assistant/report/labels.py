"""The words of the official form: sections, parts, rows, columns, groups.

Source: the format of 国办公开办函〔2021〕30号; the printed wording is kept to the letter.
`name` is how the same thing is called in running prose.
"""

from assistant.report.layout import Group, Named, Part, Section

PARTS = (
    Part("1.1", "（一）主动公开", "主动公开"),
    Part("1.2", "（二）依申请公开", "依申请公开"),
    Part("1.3", "（三）政府信息管理", "政府信息管理"),
    Part("1.4", "（四）政府信息公开平台建设", "平台建设"),
    Part("1.5", "（五）监督保障", "监督保障"),
)

SECTIONS = (
    Section("1", ("一、总体情况",), PARTS),
    Section("2", ("二、主动公开政府信息情况",)),
    Section("3", ("三、收到和处理政府信息公开申请情况",)),
    Section(
        "4",
        (
            "四、政府信息公开行政复议、行政诉讼情况",
            "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况",
        ),
    ),
    Section(
        "5",
        (
            "五、存在的主要问题及改进情况",
            "五、政府信息公开工作存在的主要问题及改进情况",
        ),
    ),
    Section("6", ("六、其他需要报告的事项",)),
)

APPLICANTS = (
    Named("natural_person", "自然人", "自然人"),
    Named("business", "商业企业", "商业企业"),
    Named("research", "科研机构", "科研机构"),
    Named("social_welfare", "社会公益组织", "社会公益组织"),
    Named("legal_service", "法律服务机构", "法律服务机构"),
    Named("other_org", "其他", "其他组织"),
)
TOTAL_COLUMN = Named("total", "总计", "总计")
COLUMNS = (*APPLICANTS, TOTAL_COLUMN)

NEW = Named("new", "一、本年新收政府信息公开申请数量", "本年新收申请")
CARRIED_IN = Named("carried_in", "二、上年结转政府信息公开申请数量", "上年结转申请")
GRANTED = Named("granted", "（一）予以公开", "予以公开")
PARTIAL = Named(
    "partially_granted",
    "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
    "部分公开",
)
RESULT_TOTAL = Named("result_total", "（七）总计", "办理结果总计")
CARRIED_OUT = Named("carried_out", "四、结转下年度继续办理", "结转下年度继续办理")

DENIED = Group(
    "denied",
    "（三）不予公开",
    "不予公开",
    (
        Named("denied_state_secret", "1.属于国家秘密", "属于国家秘密"),
        Named("denied_other_law", "2.其他法律行政法规禁止公开", "其他法律行政法规禁止公开"),
        Named("denied_safety_stability", "3.危及“三安全一稳定”", "危及“三安全一稳定”"),
        Named("denied_third_party", "4.保护第三方合法权益", "保护第三方合法权益"),
        Named("denied_internal_affairs", "5.属于三类内部事务信息", "属于三类内部事务信息"),
        Named("denied_process_info", "6.属于四类过程性信息", "属于四类过程性信息"),
        Named("denied_enforcement_files", "7.属于行政执法案卷", "属于行政执法案卷"),
        Named("denied_administrative_query", "8.属于行政查询事项", "属于行政查询事项"),
    ),
)
UNAVAILABLE = Group(
    "unavailable",
    "（四）无法提供",
    "无法提供",
    (
        Named("unavailable_not_held", "1.本机关不掌握相关政府信息", "本机关不掌握相关政府信息"),
        Named(
            "unavailable_needs_creation", "2.没有现成信息需要另行制作", "没有现成信息需要另行制作"
        ),
        Named("unavailable_unclear", "3.补正后申请内容仍不明确", "补正后申请内容仍不明确"),
    ),
)
NOT_PROCESSED = Group(
    "not_processed",
    "（五）不予处理",
    "不予处理",
    (
        Named("not_processed_petition", "1.信访举报投诉类申请", "信访举报投诉类申请"),
        Named("not_processed_duplicate", "2.重复申请", "重复申请"),
        Named("not_processed_publication", "3.要求提供公开出版物", "要求提供公开出版物"),
        Named("not_processed_excessive", "4.无正当理由大量反复申请", "无正当理由大量反复申请"),
        Named(
            "not_processed_confirmation",
            "5.要求行政机关确认或重新出具已获取信息",
            "要求行政机关确认或重新出具已获取信息",
        ),
    ),
)
OTHER = Group(
    "other",
    "（六）其他处理",
    "其他处理",
    (
        Named(
            "other_no_correction",
            "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
            "逾期不补正不再处理",
        ),
        Named(
            "other_fee_unpaid",
            "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
            "逾期未缴费不再处理",
        ),
        Named("other_misc", "3.其他", "其他"),
    ),
)
OTHER_2019 = Group("other", "（六）其他处理", "其他处理", (Named("other", "", "其他处理"),))

CASE_GROUPS = (
    Named("reconsideration", "行政复议", "行政复议"),
    Named("litigation_direct", "未经复议直接起诉", "未经复议直接起诉的行政诉讼"),
    Named("litigation_after_reconsideration", "复议后起诉", "复议后起诉的行政诉讼"),
)
CASE_OUTCOMES = (
    Named("upheld", "结果维持", "结果维持"),
    Named("corrected", "结果纠正", "结果纠正"),
    Named("other", "其他结果", "其他结果"),
    Named("pending", "尚未审结", "尚未审结"),
    Named("total", "总计", "总计"),
)

BALANCE_NOTE = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
