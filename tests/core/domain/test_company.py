import pytest

from core.domain.company import Company
from core.domain.invoice import NOBODY, Direction, Party

US = Company("松果（北京）文具", "91110105MA01F1CT48")
OTHER = Party("北京青榆纸业有限公司", "91110105MA00ABCD38")


@pytest.mark.parametrize(
    ("ours", "found"),
    [
        (Party(None, "91110105ma01f1ct48"), True),
        (Party(None, " 91110105MA01F1CT48 "), True),
        (Party(None, "９１１１０１０５MA01F1CT48"), True),
        (Party("松果(北京) 文具"), True),
        (Party("松果北京文具"), False),
        (NOBODY, False),
    ],
)
def test_our_id_or_name_says_the_direction_in_any_spelling(ours: Party, found: bool) -> None:
    assert US.direction_of(OTHER, ours) is (Direction.IN if found else None)
    assert US.direction_of(ours, OTHER) is (Direction.OUT if found else None)


def test_the_id_is_asked_before_the_name() -> None:
    seller, buyer = Party(US.name, OTHER.tax_id), Party(OTHER.name, US.tax_id)
    assert US.direction_of(seller, buyer) is Direction.IN


def test_a_company_without_an_id_is_known_by_its_name_alone() -> None:
    nameless = Company("", "")
    assert nameless.direction_of(NOBODY, Party("", "")) is None
