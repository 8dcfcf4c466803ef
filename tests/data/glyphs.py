"""Pages of positioned characters, written down as texts with their places."""

from collections.abc import Iterable
from functools import reduce

from core.files.page_glyphs import Glyph, Page, Rule

Text = tuple[float, float, str]


def glyphs(texts: Iterable[Text], size: float = 9.0, run: int = 0) -> list[Glyph]:
    """Place each text as one run; Latin letters are half as wide as high."""
    made = []
    for number, (x, y, text) in enumerate(texts, run):
        left = x
        for char in text:
            width = size if char >= "\u2e80" else size / 2
            if char != " ":
                made.append(Glyph(left, y, width, size, char, number))
            left += width
    return made


def page(*texts: Text, size: float = 9.0, rules: Iterable[Rule] = ()) -> Page:
    """Make a page of 595 × 400 points."""
    return Page(595.0, 400.0, glyphs(texts, size), tuple(rules))


TITLE: Text = (200, 15, "电子发票（普通发票）")
NUMBER: Text = (420, 20, "发票号码：24332000000012345678")
DAY: Text = (420, 36, "开票日期：2024年05月06日")
PARTIES: tuple[Text, ...] = (
    *((14.0, 90.0 + 11 * place, letter) for place, letter in enumerate("购买方信息")),
    *((300.0, 90.0 + 11 * place, letter) for place, letter in enumerate("销售方信息")),
    (32, 94, "名称：杭州云杉科技有限公司"),
    (318, 94, "名称：上海清溪贸易有限公司"),
    (32, 122, "统一社会信用代码/纳税人识别号：91330106MA2CE71F6X"),
    (318, 122, "统一社会信用代码/纳税人识别号：91310105MA1FW0008T"),
)
HEADINGS: tuple[Text, ...] = (
    (50, 150, "项目名称"),
    (130, 150, "规格型号"),
    (195, 150, "单 位"),
    (255, 150, "数 量"),
    (330, 150, "单 价"),
    (405, 150, "金 额"),
    (450, 150, "税率/征收率"),
    (540, 150, "税 额"),
)
LINE: tuple[Text, ...] = (
    (12, 168, "*纸制品*复印纸"),
    (136, 168, "A4"),
    (202, 168, "箱"),
    (280, 168, "2"),
    (345, 168, "50.00"),
    (406, 168, "100.00"),
    (470, 168, "13%"),
    (550, 168, "13.00"),
)
SUMS: tuple[Text, ...] = (
    (60, 262, "合        计"),
    (402, 262, "¥100.00"),
    (546, 262, "¥13.00"),
)
TOTAL: tuple[Text, ...] = (
    (45, 280, "价税合计（大写）"),
    (180, 280, "壹佰壹拾叁圆整"),
    (405, 280, "（小写）¥113.00"),
)
FEET: tuple[Text, ...] = (
    (14, 310, "备"),
    (14, 330, "注"),
    (60, 370, "开票人：沈清"),
)
INVOICE: tuple[Text, ...] = (
    TITLE,
    NUMBER,
    DAY,
    *PARTIES,
    *HEADINGS,
    *LINE,
    *SUMS,
    *TOTAL,
    *FEET,
)
"""A whole 数电票 of one line."""


def changed(*changes: tuple[str, str], texts: Iterable[Text] = INVOICE) -> list[Text]:
    """Give the texts with words replaced; a text that becomes empty is left out."""
    made = []
    for x, y, text in texts:
        new = reduce(lambda words, change: words.replace(*change), changes, text)
        if new:
            made.append((x, y, new))
    return made
