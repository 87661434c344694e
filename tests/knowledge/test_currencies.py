from dealtrace.knowledge.currencies import by_symbol, currencies, resolve_symbol, resolve_unit


def test_codes_are_well_formed_and_defaults_known() -> None:
    for code, currency in currencies().items():
        assert len(code) == 3
        assert code.isupper()
        assert currency.units
        assert all(len(c) == 3 and c.isupper() for c in currency.countries)


def test_no_name_is_the_default_of_two() -> None:
    names = [name for c in currencies().values() for name in c.default_for]
    assert len(names) == len(set(names))


def test_signs_meaning_one_currency() -> None:
    assert by_symbol()["NT$"] == ("TWD",)
    assert resolve_symbol("kr", ["NOR"]) == "NOK"
    assert resolve_symbol("kr") is None
    assert resolve_symbol("¥", ["CHN"]) == "CNY"


def test_plural_and_adjective() -> None:
    assert resolve_unit("crowns", "Czech") == "CZK"
    assert resolve_unit("Dollars", "Hong Kong") == "HKD"
    assert resolve_unit("zloty") == "PLN"
    assert currencies()["KRW"].plural == "won"
