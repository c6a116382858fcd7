"""Tries whether the configured model can call tools; what is found out is remembered for conversations."""

from assistant.chat.tool_choosing import ToolChooser
from assistant.drafting.model_trial import Trial
from assistant.drafting.writing.servers import Servers
from assistant.errors import ModelUnavailable
from assistant.settings import Settings

_TRIALS = (
    ("麻烦把依申请公开那块弄出来", "起草1.2"),
    ("看看现在两年差了多少", "和去年比"),
)


def try_tools(settings: Settings) -> Trial:
    """Whether two plain wishes lead to the right tool, or why not."""
    seen = []
    try:
        for said, _ in _TRIALS:
            seen.append(next(ToolChooser(settings).wishes(said), ""))
    except ModelUnavailable as error:
        Servers(settings.home).remember(settings, tool_calls=False)
        return Trial("工具调用", False, error.what, "对话里改用固定清单，不影响起草")
    right = sum(clear == wanted for clear, (_, wanted) in zip(seen, _TRIALS, strict=True))
    able = right == len(_TRIALS)
    Servers(settings.home).remember(settings, tool_calls=able)
    told = "、".join(f"“{clear}”" if clear else "没有调用" for clear in seen)
    if able:
        return Trial("工具调用", True, f"{len(_TRIALS)} 句话都选对：{told}")
    advice = "对话里改用固定清单，不影响起草；要强制使用，设 NIANBAO_TOOL_CALLS=on"
    return Trial("工具调用", False, f"{len(_TRIALS)} 句话选对 {right} 句：{told}", advice)
