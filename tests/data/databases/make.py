"""Make the ledger and the backup of this version's schema: run once before a release.

    python tests/data/databases/make.py

Writes VERSION.db, VERSION.piaohe, VERSION.code (the recovery code of both) and VERSION.json (what
they hold) beside this script. Every later version must open and restore them; what was released
is never made again.
"""

import json
import shutil
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[2]))

from core.app import Core, create_folder  # noqa: E402
from core.domain.invoice import EntryMethod, Status  # noqa: E402
from core.domain.query import Query  # noqa: E402
from core.secrets import MemoryKeys  # noqa: E402
from core.store.generations import ledger_file  # noqa: E402
from core.store.schema import HEAD  # noqa: E402
from tests.invoices import draft  # noqa: E402
from tests.keeping import FACTS, add_originals, facts_of  # noqa: E402
from tests.ledgers import COMPANY, now  # noqa: E402

COUNT = 20
TYPED = '{"half": "typed"}'


def main() -> None:
    """Make the four files."""
    with tempfile.TemporaryDirectory() as place:
        folder, keys = Path(place) / "ledger", MemoryKeys()
        made = create_folder(folder, COMPANY, keys, now=now, by="t")
        core = Core.open(folder, keys, now=now, by="t")
        for n in range(COUNT):
            status = Status.RED if n == 7 else Status.NORMAL
            remark, tags = f"备注{n}", ("差旅",) if n % 3 else ()
            core.entry.add(draft(n, status=status, remark=remark, tags=tags), EntryMethod.SCAN)
        core.entry.keep(TYPED)
        add_originals(core._ledger.file, core._ledger.key, 2, 3_000)
        shutil.copyfile(core.backups.make(Path(place)).file, HERE / f"{HEAD}.piaohe")
        found = core.lookup.find(Query(), COUNT).invoices
        core.close()
        shutil.copyfile(ledger_file(folder, 1), HERE / f"{HEAD}.db")
    (HERE / f"{HEAD}.code").write_text(made.recovery_code + "\n", "utf-8")
    held = {"key_id": made.key_id, "facts": FACTS, "invoices": [facts_of(x) for x in found]}
    text = json.dumps(held, ensure_ascii=False, indent=1)
    (HERE / f"{HEAD}.json").write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main()
