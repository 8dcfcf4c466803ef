"""Two of net, tax and total give the third; one and the rate give all; what is given stays."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from core.domain.amounts import NAMES, completed, net_of
from core.domain.tax import MOST, tax_of

D = Decimal
FEN = st.integers(-(10**12), 10**12).map(lambda fen: Decimal(fen).scaleb(-2))
CHARGES = st.integers(0, 10**6).map(lambda fen: Decimal(fen).scaleb(-2))
RATES = st.sampled_from(("0.13", "0.09", "0.06", "0.03", "0.015", "0.01", "0.00", "免税"))


@given(FEN, FEN, CHARGES, st.sampled_from(NAMES))
def test_any_two_give_the_third_exactly(net: D, tax: D, charges: D, left: str) -> None:
    whole = {"net": net, "tax": tax, "total": net + tax + charges}
    given_ = {name: amount for name, amount in whole.items() if name != left}
    assert completed(given_, "0.13", charges) == {left: whole[left]}


@given(FEN, RATES, CHARGES)
def test_net_and_rate_give_tax_and_total(net: D, rate: str, charges: D) -> None:
    found = completed({"net": net}, rate, charges)
    assert found["tax"] == tax_of(net, rate)
    assert found["total"] == net + found["tax"] + charges


@given(FEN, RATES, CHARGES)
def test_total_and_rate_give_a_net_whose_tax_is_right_to_the_fen(
    total: D, rate: str, charges: D
) -> None:
    found = completed({"total": total}, rate, charges)
    assert found["net"] + found["tax"] + charges == total
    tax = tax_of(found["net"], rate)
    assert tax is not None
    assert abs(tax - found["tax"]) <= D("0.01")


def test_the_picture_on_the_wall() -> None:
    assert completed({"total": D("3390.00")}, "0.13") == {"net": D("3000.00"), "tax": D("390.00")}


def test_what_does_not_follow_is_not_invented() -> None:
    assert completed({}, "0.13") == {}
    assert completed({"net": D(1)}, None) == {}
    assert completed({"tax": D(13)}, "0.13") == {}
    assert completed({"net": D(1)}, "***") == {}
    assert completed({"total": D(1)}, "***") == {}
    assert completed({"net": D(1)}, "随便") == {}
    assert completed({"total": D(1)}, "随便") == {}
    assert completed({"net": D(1), "tax": D(1), "total": D(3)}, "0.13") == {}


def test_what_could_not_be_kept_is_left_out() -> None:
    assert completed({"net": MOST, "tax": MOST}, None) == {}


def test_exempt_amounts_have_no_tax_in_them() -> None:
    assert net_of(D("100.00"), "免税") == D("100.00")
    assert net_of(D("113.00"), "0.13") == D("100.00")
