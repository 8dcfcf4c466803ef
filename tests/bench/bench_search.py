"""Full-text lookup over synthetic ledgers, beside what FTS5 and a plain scan take.

Seeded; every company is fictional. `run` prints one table for each size.
"""

import gc
import random
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import Engine, create_engine, event, select
from sqlcipher3 import dbapi2

from core.store import tables
from core.store.search import Document, Search, SearchIndex, words_of

CITIES = "北京 上海 广州 深圳 杭州 南京 成都 武汉 西安 苏州 天津 重庆 宁波 青岛 长沙 合肥".split()
SYLLABLES = "云杉松柏清溪远山晨星海岚木石青禾微澜东篱明川长风新月和光金穗白鹭锦程瑞泽宏图丰谷"
TRADES = (
    "科技 信息技术 贸易 物流 建材 餐饮管理 酒店管理 文化传媒 电子 机械设备 医疗器械 办公用品 "
    "环保工程 物业服务 咨询 印务"
).split()
FORMS = [*["有限公司"] * 7, "股份有限公司", "有限责任公司", "集团有限公司"]
GOODS = (
    "*信息技术服务*软件开发费 *信息技术服务*技术咨询费 *餐饮服务*餐费 *住宿服务*住宿费 "
    "*运输服务*运费 *纸制品*复印纸 *电子计算机*笔记本电脑 *办公用品*硒鼓 *建筑服务*工程款 "
    "*物业服务*物业费 *劳务*加工费 *金属制品*钢管 *塑料制品*包装箱 *通信服务*宽带费 "
    "*供电*电费 *研发和技术服务*检测费"
).split()
REMARKS = ["项目款", "合同号HT{0:06}", "订单SO-{0:07}", "第{1}期服务费", "差旅报销", "年度采购"]
TAGS = "差旅 采购 研发 待认证 项目甲 项目乙".split()
OURS = ("北京云杉松柏科技有限公司", "91110108MA01ABCD5X")
KINDS = ["81", "82", "01", "04", "10", "51"]
DAYS = 5 * 365
NEWEST = date(2026, 10, 31)
OLD_WORD = "旧账专用"
PAGE = 50


def documents(size: int, seed: int = 1) -> Iterator[Document]:
    """Give the documents of one company's ledger, in the order of their days, roughly."""
    rng = random.Random(seed)
    others = _parties(rng, 4000)
    weights = [1 / (n + 10) for n in range(len(others))]
    them = rng.choices(others, weights, k=size)
    for n in range(size):
        age = DAYS - n * DAYS // size + rng.randrange(-20, 20)
        day = NEWEST - timedelta(days=min(max(age, 0), DAYS))
        incoming = rng.random() < 0.7
        net = round(10 ** rng.uniform(3, 8))
        tax = round(net * rng.choice((0.01, 0.03, 0.06, 0.09, 0.13)))
        yield Document(
            n + 1,
            day,
            tuple(_texts(rng, day)),
            (
                f"kind:{rng.choices(KINDS, (40, 40, 5, 5, 5, 5))[0]}",
                f"status:{rng.choices(('normal', 'red', 'voided'), (95, 3, 2))[0]}",
                f"direction:{'in' if incoming else 'out'}",
                *([f"tag:{rng.choice(TAGS)}"] if rng.random() < 0.1 else []),
            ),
            (net, tax, net + tax),
            *((them[n], OURS) if incoming else (OURS, them[n])),
        )


def queries(drawn: Sequence[Document], seed: int = 2) -> dict[str, list[tuple[Search, int]]]:
    """Give searches with their offsets by kind, most of them cut out of the documents."""
    rng = random.Random(seed)

    def one() -> Document:
        return rng.choice(drawn)

    def party() -> tuple[str, ...]:
        document = one()
        return rng.choice((document.seller, document.buyer))

    def amount() -> str:
        return f"{rng.choice(one().amounts) / 100:,.2f}"

    def filtered() -> Search:
        day = one().day
        labels = rng.sample(one().labels, rng.choice((0, 1, 2)))
        until = day + timedelta(days=rng.choice((3, 30, 400)))
        return Search(words_of(_cut(rng, party()[0], 2)), tuple(labels), day, until)

    common = ("公司", "限", "有限公司", "1", "9", OURS[0])
    ranges = ("500..600", "526", "1000..1100", "0..50", "88000..88100")
    texts: dict[str, Callable[[], str]] = {
        "1 character": lambda: _cut(rng, party()[0], 1),
        "2 characters": lambda: _cut(rng, party()[0], 2),
        "3 characters": lambda: _cut(rng, party()[0], 3),
        "4 characters": lambda: _cut(rng, party()[0], 4),
        "6 characters": lambda: _cut(rng, party()[0], 6),
        "in every invoice": lambda: rng.choice(common),
        "whole name": lambda: party()[0],
        "tax id": lambda: party()[1],
        "part of a tax id": lambda: _cut(rng, party()[1], 6),
        "number": lambda: one().texts[0],
        "end of a number": lambda: one().texts[0][-rng.choice((3, 4, 6, 8)) :],
        "part of a number": lambda: _cut(rng, one().texts[0], rng.choice((2, 3, 4, 6, 10))),
        "goods": lambda: _cut(rng, one().texts[1], rng.choice((2, 4, 6))),
        "amount": amount,
        "amounts": lambda: rng.choice(ranges),
        "two words": lambda: _cut(rng, party()[0], 2) + " " + _cut(rng, one().texts[1], 2),
        "three words": lambda: f"公司 {_cut(rng, party()[0], 2)} {_cut(rng, one().texts[0], 3)}",
        "old months only": lambda: OLD_WORD,
        "nothing": lambda: rng.choice(("饕餮", "zzzz", "9999999999999")),
    }
    found = {
        name: [(Search(words_of(text())), rng.choice((0, 0, 0, 50))) for _ in range(25)]
        for name, text in texts.items()
    }
    found["filters"] = [(filtered(), 0) for _ in range(25)]
    found["no words"] = [(Search((), tuple(rng.sample(one().labels, n % 3))), 0) for n in range(25)]
    found["deep"] = [
        (Search(words_of(rng.choice(("公司", "科技", "1", "")))), rng.randrange(len(drawn)))
        for _ in range(25)
    ]
    return found


def run(sizes: Sequence[int]) -> None:
    """Build a ledger of each size, ask it, and print the figures."""
    folder = Path(tempfile.mkdtemp(prefix="search-bench-"))
    try:
        for size in sizes:
            _measure(folder / f"{size}.db", size)
    finally:
        shutil.rmtree(folder)


def engine_of(file: Path) -> Engine:
    """Open or make a SQLCipher file as the program does, key apart."""

    def connect() -> dbapi2.Connection:
        connection = dbapi2.connect(str(file), isolation_level=None)
        connection.execute(f"PRAGMA key = \"x'{'7' * 64}'\"")
        connection.execute("PRAGMA journal_mode = WAL").fetchone()
        connection.execute("PRAGMA cache_size = -32000")
        return connection

    engine = create_engine("sqlite://", module=dbapi2, creator=connect)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
    return engine


def _measure(file: Path, size: int) -> None:
    engine = engine_of(file)
    drawn = list(documents(size))
    asked = queries(drawn)
    gc.freeze()  # what was drawn is no part of what is measured
    print(f"\n{size:,} invoices")
    with engine.begin() as connection:
        tables.metadata.create_all(connection)
    _build(engine, drawn)
    everything = []
    for name, searches in asked.items():
        taken = [_find(engine, search, offset) for search, offset in searches]
        _line(name, taken)
        everything += taken
    _line("all", everything)
    _save(engine, "saving a new one", [replace(x, invoice=x.invoice + size) for x in drawn[:200]])
    _save(engine, "saving a changed one", drawn[:200])
    _floors(engine, drawn, asked)


def _build(engine: Engine, drawn: Sequence[Document]) -> None:
    seconds = []
    for start in range(0, len(drawn), 100_000):
        began = time.perf_counter()
        with engine.begin() as connection:
            index = SearchIndex(connection)
            index.add(drawn[start : start + 100_000])
            index.merge()
        seconds.append(time.perf_counter() - began)
    print(f"  built in {sum(seconds):.1f} s, the last 100,000 in {seconds[-1]:.2f} s")
    with engine.begin() as connection:
        for table in (tables.search_documents, tables.search_postings, tables.search_amounts):
            rows = connection.execute(select(table))
            size = sum(len(x) if isinstance(x, bytes | str) else 4 for row in rows for x in row)
            print(f"  {size / 1e6:8.1f} MB  {table.name}")


def _find(engine: Engine, search: Search, offset: int) -> float:
    """Give the milliseconds that one search takes in a transaction of its own."""
    with engine.begin() as connection:
        began = time.perf_counter()
        SearchIndex(connection).find(search, PAGE, offset)
        return (time.perf_counter() - began) * 1000


def _save(engine: Engine, name: str, drawn: Sequence[Document]) -> None:
    taken = []
    for document in drawn:
        with engine.begin() as connection:
            began = time.perf_counter()
            SearchIndex(connection).add([document])
            taken.append((time.perf_counter() - began) * 1000)
    _line(name, taken)


def _floors(
    engine: Engine, drawn: Sequence[Document], asked: dict[str, list[tuple[Search, int]]]
) -> None:
    """Measure what FTS5 takes for the same grams, and what no database at all would."""
    began = time.perf_counter()
    with engine.begin() as connection:
        connection.exec_driver_sql(
            "CREATE VIRTUAL TABLE floor USING fts5(grams, content='', detail=none)"
        )
        connection.exec_driver_sql("CREATE TABLE floor_days (id INTEGER PRIMARY KEY, day TEXT)")
        for start in range(0, len(drawn), 10_000):
            rows = [(x.invoice, _floor_grams(x), str(x.day)) for x in drawn[start : start + 10_000]]
            connection.exec_driver_sql(
                "INSERT INTO floor(rowid, grams) VALUES (?, ?)", [row[:2] for row in rows]
            )
            connection.exec_driver_sql(
                "INSERT INTO floor_days VALUES (?, ?)", [(row[0], row[2]) for row in rows]
            )
    print(f"  FTS5 built in {time.perf_counter() - began:.1f} s")
    for name, searches in asked.items():
        words = [[word.text for word in search.words] for search, _ in searches[:6]]
        if all(words):
            _line(f"FTS5 {name}", [_floor_find(engine, *texts) for texts in words])
    names = {document.texts[0]: document.invoice for document in drawn}
    began = time.perf_counter()
    for name in names:
        names.get(name)
    print(f"  a dict of numbers: {(time.perf_counter() - began) / len(names) * 1e6:.2f} us")


def _floor_grams(document: Document) -> str:
    texts = (*document.texts, *document.seller, *document.buyer)
    return " ".join({gram for text in texts for gram in _pairs(text)})


def _floor_find(engine: Engine, *words: str) -> float:
    grams = [
        f'"{pair}"' for word in words for pair in _pairs(word) if len(pair) > 1 or len(word) < 2
    ]
    asked = (" AND ".join(grams) or '"x"',)
    with engine.begin() as connection:
        began = time.perf_counter()
        connection.exec_driver_sql("SELECT count(*) FROM floor WHERE floor MATCH ?", asked).scalar()
        connection.exec_driver_sql(
            "SELECT id FROM floor JOIN floor_days ON id = floor.rowid WHERE floor MATCH ? "
            f"ORDER BY day DESC, id DESC LIMIT {PAGE}",
            asked,
        ).fetchall()
        return (time.perf_counter() - began) * 1000


def _pairs(text: str) -> set[str]:
    kept = "".join(filter(str.isalnum, text.lower())) or "x"
    return {*kept, *(kept[i : i + 2] for i in range(len(kept) - 1))}


def _line(name: str, taken: Sequence[float]) -> None:
    p95 = statistics.quantiles(taken, n=20, method="inclusive")[-1]
    middle = statistics.median(taken)
    print(f"  {name:24} p50 {middle:8.2f}  p95 {p95:8.2f}  max {max(taken):8.2f} ms", flush=True)


def _texts(rng: random.Random, day: date) -> Iterator[str]:
    region = rng.choice(("11", "31", "44", "33", "32"))
    if rng.random() < 0.8:
        yield f"{day:%y}{region}2000000{rng.randrange(10**8):08}0"
    else:
        yield f"{region}00{day:%y}{rng.randrange(10):02}30{rng.randrange(10**8):08}"
    yield from rng.sample(GOODS, rng.choice((1, 1, 2)))
    if rng.random() < 0.4:
        yield rng.choice(REMARKS).format(rng.randrange(10**6), rng.randrange(1, 13))
    if day < NEWEST - timedelta(days=DAYS - 60) and rng.random() < 0.5:
        yield OLD_WORD


def _parties(rng: random.Random, count: int) -> list[tuple[str, str]]:
    found: dict[str, str] = {}
    while len(found) < count:
        brand = "".join(rng.sample(SYLLABLES, 2))
        name = rng.choice(CITIES) + brand + rng.choice(TRADES) + rng.choice(FORMS)
        tail = "".join(rng.choices("0123456789ABCDEFGHJKLMNPQRTUWXY", k=8))
        found[name] = f"91{rng.choice((11, 31, 44, 33))}01{rng.randrange(20):02}MA{tail}"
    return list(found.items())


def _cut(rng: random.Random, text: str, length: int) -> str:
    start = rng.randrange(max(len(text) - length, 0) + 1)
    return text[start : start + length]


if __name__ == "__main__":
    run([int(size) for size in sys.argv[1:]] or [10_000, 100_000, 1_000_000])
