"""A sixth service, written as docs/PROVIDERS.md says: this file and a name in a tuple."""

import hashlib
import json
from collections.abc import Mapping

from core.domain.answer import Answer, Charged, State, Then
from core.domain.invoice import Face
from core.verify.factors import VAT, factors
from core.verify.provider import (
    NOT_IN_THE_TABLE,
    Access,
    Field,
    Meaning,
    Moment,
    Question,
    Sent,
    Terms,
    credential,
)
from core.verify.reading import Names, Told, face_of, is_evident, judged, opened
from core.verify.wire import Reply, Request

URL = "https://api.example.com/check"


class Sixth:
    """第六家."""

    id = "sixth"
    name = "第六家"
    credentials = (Field("key", "API key", secret=True),)
    settings = ()
    kinds = VAT
    hosts = frozenset(("api.example.com",))
    terms = Terms(
        sent=(Sent.CODE, Sent.NUMBER, Sent.DATE, Sent.AMOUNT, Sent.CHECK_CODE),
        price=None,
        free=None,
        a_second=1,
        site="https://api.example.com/",
        confirmed=True,
    )
    probe = Question(body=b"{}")

    def build(self, invoice: Face, access: Access, moment: Moment) -> Question:
        """Write the body."""
        del access, moment
        found = factors(self.id, invoice, self.kinds)
        body = {
            "code": found.code,
            "number": found.number,
            "day": found.issued_on.isoformat(),
            "factor": found.check or found.amount,
        }
        return Question(body=json.dumps(body).encode())

    def sign(self, question: Question, access: Access, moment: Moment, token: str) -> Request:
        """Sign by SHA-256 of the body and the key."""
        del moment, token
        key = credential(self.id, access, "key")
        signature = hashlib.sha256(question.body + key.encode()).hexdigest()
        return Request(access.at(URL), {"X-Sign": signature}, question.body, (signature,))

    def parse(self, reply: Reply) -> Answer:
        """Read an answer."""
        told = Told(opened(reply.text))
        face = face_of(told, _FACE, None)
        is_good = told.text("ok") == "true" and reply.status == 200 and is_evident(face)
        code = "ok" if is_good else told.text("error") or ""
        return judged(
            self.id, reply, self.classify(code), code, told.text("message") or "",
            face=face if is_evident(face) else None, details=tuple(told.rest()),
        )  # fmt: skip

    def classify(self, code: str) -> Meaning:
        """Look up a code."""
        return _CODES.get(code, NOT_IN_THE_TABLE)


_CODES: Mapping[str, Meaning] = {
    "ok": Meaning(State.MATCH, Charged.YES),
    "differs": Meaning(State.MISMATCH, Charged.YES),
    "none": Meaning(State.NOT_FOUND, Charged.YES),
    "input": Meaning(State.INPUT_ERROR),
    "key": Meaning(State.CONFIG_ERROR),
    "busy": Meaning(State.UNAVAILABLE, Charged.NO, Then.BACK_OFF),
}
_FACE: Names = {"number": ("number",), "issued_on": ("day",), "total": ("total",)}
