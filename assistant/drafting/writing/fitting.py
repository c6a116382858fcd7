"""What fits a model's context: tokens by estimate, texts shortened at a sentence's end."""

import re

_HAN = re.compile(r"[\u3000-\u9fff\uff00-\uffef]")


def tokens_of(text: str) -> int:
    """About how many tokens a text is: three to four Chinese characters, three of any others.

    On the high side for models that know Chinese (Qwen: 1.5 characters a token), so that what
    is planned by it fits.
    """
    chinese = len(_HAN.findall(text))
    return (3 * chinese + 3) // 4 + (len(text) - chinese + 2) // 3


def shortened(text: str, longest: int) -> str:
    """A text up to the last end of a sentence or clause within `longest` characters."""
    if len(text) <= longest:
        return text
    head = text[:longest]
    end = max(head.rfind(mark) for mark in "。；！？")
    if end < longest // 3:
        end = head.rfind("，")
    return head[: end + 1] if end > 0 else head
