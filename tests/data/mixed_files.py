"""A folder of mixed files, as a bookkeeper has it: XML, PDF, OFD, pictures of codes, a few bad ones.

Of twenty files eight are XML, six PDF, three OFD, two pictures, one is broken.
"""

import random
from pathlib import Path

from tests.data import ofd_maker, pdf_maker
from tests.data.invoice_files import as_picture, as_xml
from tests.invoices import draft

_KINDS = ("xml",) * 8 + ("pdf",) * 6 + ("ofd",) * 3 + ("png",) * 2 + ("bad",)


def write_mixed(folder: Path, count: int) -> None:
    """Write so many files; the same ones for the same count."""
    folder.mkdir(parents=True, exist_ok=True)
    chance = random.Random(count)
    looks = list(ofd_maker.SEEN)
    for n in range(count):
        kind = _KINDS[n % len(_KINDS)]
        if kind == "xml":
            data = as_xml(draft(n))
        elif kind == "pdf":
            data = pdf_maker.make(n).data
        elif kind == "ofd":
            data = ofd_maker.make(n, chance.choice(looks)).data
        elif kind == "png":
            data = as_picture(draft(n - 8))  # of an XML a few files before
        else:
            data = as_xml(draft(n))[:300]
        (folder / f"{n:06}.{'xml' if kind == 'bad' else kind}").write_bytes(data)
