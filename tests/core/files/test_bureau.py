"""What the tax bureau's workbooks say is read in every variant, and nothing is guessed."""

from hypothesis import given, settings
from hypothesis import strategies as st

from core.domain.record import Record
from core.files.bureau import bureau_rows
from core.files.bureau_rows import BureauRow, RowTold, record_of
from core.files.workbook import WorkbookKind, which_workbook
from tests.data.bureau_maker import (
    US,
    Variant,
    as_read,
    export,
    records,
)


def read(data: bytes) -> tuple[list[BureauRow], list[RowTold]]:
    reading = bureau_rows(data, US)
    assert reading.problem is None
    rows, told = [], []
    for part in reading:
        rows += part.rows
        told += part.told
    return rows, told


def records_in(data: bytes) -> list[Record]:
    rows, told = read(data)
    assert told == []
    return [record_of(row) for row in rows]


variants = st.builds(
    Variant,
    sheets=st.sampled_from(["both", "summary", "split", "invoices"]),
    digital=st.sampled_from(["数电发票号码", "数电票号码", "全电发票号码", ""]),
    kinds=st.sampled_from(["数电发票（）", "数电票（）", "全电发票()", "数电票()"]),
    empty=st.sampled_from(["", "--"]),
    amounts=st.sampled_from(["number", "text", "thousands"]),
    days=st.sampled_from(["moment", "day", "slashes", "excel", "serial"]),
    total=st.booleans(),
    positive=st.booleans(),
    titles=st.sampled_from([0, 0, 1, 3, 9]),
    stars=st.booleans(),
    shuffled=st.integers(0, 5),
    form=st.just("xlsx"),
    dimension=st.sampled_from(["", "A1", "A1:XFD1048576"]),
    hidden=st.booleans(),
)


@settings(deadline=None, max_examples=60)
@given(variants, st.integers(0, 25), st.integers(1, 99))
def test_every_variant_of_an_export_says_the_same(variant: Variant, count: int, seed: int) -> None:
    truth = list(records(count, seed))
    data = export(truth, variant)
    assert which_workbook(data) is WorkbookKind.BUREAU
    assert records_in(data) == [as_read(record, variant) for record in truth]
