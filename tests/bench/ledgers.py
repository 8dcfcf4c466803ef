"""Synthetic ledgers of any size, made once a run, or once for several runs where they are kept.

Seeded; every company is fictional.
"""

import random
import tempfile
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Final

from stdnum.cn import uscc

from core.app import BEIJING, create_folder
from core.domain.company import Company
from core.domain.invoice import (
    Direction,
    Entered,
    EntryMethod,
    Invoice,
    InvoiceKind,
    Line,
    Party,
)
from core.domain.topic import Topic
from core.secrets import Key, MemoryKeys
from core.store import tables
from core.store.bulk import insert_rows
from core.store.generations import read_current
from core.store.ledger import open_ledger

COMPANY: Final = Company("北京松果文具有限公司", "91110105MA01F1CT48")
CITIES: Final = "北京 上海 广州 深圳 杭州 成都 武汉 南京 西安 苏州".split()
WORDS: Final = (
    "云杉 青禾 木棉 松柏 蓝鲸 白桦 红枫 金橘 银杏 紫藤 海棠 芦苇 梧桐 丁香 茉莉 杜鹃 山茶 玉兰"
).split()
TRADES: Final = "科技 餐饮管理 物流 建材 服饰 电子 医药 传媒 环保工程 酒店管理".split()
GOODS: Final = "*纸制品*复印纸 *餐饮服务*餐费 *运输服务*运费 *信息技术服务*技术服务费".split()
BATCH: Final = 5_000


def invoices(count: int, seed: int = 1) -> Iterator[Invoice]:
    """Give purchases of five years with one line each."""
    chance = random.Random(seed)
    firms, ours = parties(), Party(COMPANY.name, COMPANY.tax_id)
    mark = Entered(EntryMethod.WORKBOOK, "bench", datetime(2026, 1, 1, tzinfo=BEIJING))
    for n in range(count):
        day = date(2022, 1, 1) + timedelta(days=chance.randrange(1780))
        net = Decimal(chance.randint(100, 10**7)).scaleb(-2)
        tax = (net * Decimal("0.13")).quantize(Decimal("0.01"))
        yield Invoice(
            kind=InvoiceKind.DIGITAL_SPECIAL,
            number=f"{day.year % 100}{chance.choice((11, 31, 44, 32))}2000{n:012d}",
            issued_on=day,
            net=net,
            tax=tax,
            total=net + tax,
            seller=chance.choice(firms),
            buyer=ours,
            lines=(Line(name=chance.choice(GOODS), net=net, rate="0.13", tax=tax),),
            remark=f"合同{chance.randrange(99_999):05d}号",
            drawer="李明",
            direction=Direction.IN,
            entered=mark,
        )


@cache
def ledger(count: int) -> tuple[Path, Key]:
    """Make the folder of a ledger of this many invoices, or take the kept one."""
    folder, keys = _place() / f"ledger{count}", MemoryKeys()
    noted = folder.with_suffix(".key")
    if noted.exists():
        return folder, Key(bytes.fromhex(noted.read_text()))
    create_folder(folder, COMPANY, keys, by="bench")
    opened = open_ledger(folder, keys, now=lambda: datetime.now(BEIJING), by="bench")
    pending = invoices(count)
    for _ in range(0, count, BATCH):
        with opened.store.writing() as work:
            batch = list(islice(pending, BATCH))
            work.invoices.add(batch)
            work.record_all("add", [x.key.name for x in batch], Topic.INVOICES)
    opened.store.housekeeping()
    opened.close()
    key = keys.get(read_current(folder).key_id)
    noted.write_text(key.hex)  # of a made-up ledger; written last, so that it is whole
    return folder, key


def keep_in(folder: Path) -> None:
    """Make ledgers in this folder, and leave them for the next run."""
    folder.mkdir(parents=True, exist_ok=True)
    _KEEP.append(folder)


@cache
def bare_ledger(count: int) -> tuple[Path, Key]:
    """Make the folder of a ledger whose invoices cannot be searched: in a fifth of the time."""
    folder, keys = _place() / f"bare{count}", MemoryKeys()
    create_folder(folder, COMPANY, keys, by="bench")
    opened = open_ledger(folder, keys, now=lambda: datetime.now(BEIJING), by="bench")
    pending, known = invoices(count), 0
    with opened.store.writing() as work:
        while batch := list(islice(pending, BATCH)):
            work.invoices._learn_parties(batch)
            rows = [(known + n, x) for n, x in enumerate(batch, 1)]
            known += len(batch)
            plain = [work.invoices._row(*row) for row in rows]
            insert_rows(work.connection, tables.invoices, plain)
            names = [(name, n) for n, x in rows for name in x.key.names]
            insert_rows(work.connection, tables.names, names)
        work.record("add", None, Topic.INVOICES, count=known)
    opened.close()
    return folder, keys.get(read_current(folder).key_id)


@cache
def _place() -> Path:
    if _KEEP:
        return _KEEP[-1]
    made = tempfile.TemporaryDirectory(prefix="piaohe-bench-")
    _KEPT.append(made)
    return Path(made.name)


_KEEP: list[Path] = []
_KEPT: list[tempfile.TemporaryDirectory[str]] = []


@cache
def parties() -> list[Party]:
    names = [f"{a}{b}{c}有限公司" for a in CITIES for b in WORDS for c in TRADES]
    return [Party(name, _tax_id(n)) for n, name in enumerate(names)]


def _tax_id(n: int) -> str:
    seventeen = f"9111010800{n:06d}X"
    return seventeen + str(uscc.calc_check_digit(seventeen))
