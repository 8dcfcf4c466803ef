"""Red letters (红字发票): which blue invoice one reverses."""

import re
from typing import Final

from core.domain.text import clean


def blue_of(remark: str | None) -> str | None:
    """Give the key of the blue invoice (蓝字发票) that the remark of a red one names.

    Both wordings: 被红冲蓝字数电发票号码 (20 digits), 对应正数发票代码…号码….
    """
    found = _BLUE(clean(remark)) if remark else None
    return "".join(filter(None, found.groups())) if found else None


_BLUE: Final = re.compile(
    r"(?:被红冲蓝字|对应正数|对应蓝字)[^\d]{0,16}"
    r"(?:号码:?(?P<digital>\d{20})(?!\d)"
    r"|代码:?(?P<code>\d{12}|\d{10})[^\d]{0,8}号码:?(?P<number>\d{8})(?!\d))"
).search
