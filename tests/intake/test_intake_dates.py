import datetime as dt

import pytest

from dealtrace.intake import dates
from dealtrace.intake.dateline import parse_dateline
from dealtrace.intake.language_id import language_of


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Published 10:25 PM, June 28, 2017", "2017-06-28"),
        ("Wed 18 Oct 2006 19.01 EDT", "2006-10-18"),
        ("Wednesday July 13 2011", "2011-07-13"),
        ("August 3, 2018 - 16:43 AMT", "2018-08-03"),
        ("Sept. 9th, 1998", "1998-09-09"),
        ("the 1st of March 1999", "1999-03-01"),
        ("2014-05-11T08:00:00Z", "2014-05-11"),
        ("2014/5/1", "2014-05-01"),
        ("26.10.2018", "2018-10-26"),
        ("10/30/2018", "2018-10-30"),
        ("30/10/2018", "2018-10-30"),
        ("05/05/2018", "2018-05-05"),
        ("03/04/2018", None),
        ("February 30, 2018", None),
        ("30 Oct 3018", None),
        ("in May 2017", None),
        ("12 Marches 2001", None),
    ],
)
def test_whole_dates(text: str, day: str | None) -> None:
    assert dates.first_date(text) == (dt.date.fromisoformat(day) if day else None)


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://example.com/world/2018/10/30/loan", "2018-10-30"),
        ("https://example.co.uk/world/2006/oct/19/venezuela.armstrade", "2006-10-19"),
        ("https://in.example.com/article/idINL6N0NX08I20140511", "2014-05-11"),
        ("https://example.com/news/2018-10-30-loan.html", "2018-10-30"),
        ("https://web.archive.example/web/20170930131148/http://x.com/a", None),
        ("https://example.com/article/1234567890123", None),
        ("https://example.com/2018/13/45/loan", None),
    ],
)
def test_dates_in_addresses(url: str, day: str | None) -> None:
    assert dates.date_in_url(url) == (dt.date.fromisoformat(day) if day else None)


def test_dates_in_file_names() -> None:
    assert dates.date_in_name("reuters-2019-07-22-base") == dt.date(2019, 7, 22)
    assert dates.date_in_name("foo_20181030") == dt.date(2018, 10, 30)
    assert dates.date_in_name("azatutyun-2017-loan") is None
    assert dates.date_in_name("order-12018103099") is None


def test_implausible_dates() -> None:
    today = dt.date.today()
    assert dates.plausible(today) == today
    assert dates.plausible(today + dt.timedelta(days=10)) is None
    assert dates.plausible(dt.date(1750, 1, 1)) is None


@pytest.mark.parametrize(
    ("text", "place", "wire", "date"),
    [
        ("WASHINGTON/MOSCOW (Reuters) - The two", "Washington/Moscow", "Reuters", None),
        ("MOSCOW, February 5. /TASS/. Russia has", "Moscow", "TASS", "February 5"),
        ("HAVANA, Oct. 30th Moscow has", "Havana", None, "Oct. 30th"),
        ("NAIROBI May 11 China and", "Nairobi", None, "May 11"),
        ("Moscow (AFP) Mar 10, 2006", "Moscow", "AFP", "Mar 10, 2006"),
        ("SEOUL - Agence France-Presse", "Seoul", "Agence France-Presse", None),
        ("Tehran, Jan 3, IRNA - Iran will", "Tehran", "IRNA", "Jan 3"),
        ("Washington, January 14, 1974—Iran has", "Washington", None, "January 14, 1974"),
        ("LIMA, 6 October 2009 (translated) - Peru will", "Lima", None, "6 October 2009"),
        ("NEW DELHI: India will", "New Delhi", None, None),
        ("RAWALPINDI: The army", "Rawalpindi", None, None),
        ("Baku – Azerbaijan has", "Baku", None, None),
        ("(Reuters) - The minister", None, "Reuters", None),
        ("ExampleNews.am - The minister", None, "ExampleNews.am", None),
    ],
)
def test_datelines(text: str, place: str | None, wire: str | None, date: str | None) -> None:
    line = parse_dateline(text)
    assert line is not None
    assert (line.place, line.wire, line.date) == (place, wire, date)


@pytest.mark.parametrize(
    "text",
    [
        "EXCLUSIVE: Russia sells", "UPDATE 1-Russia sells", "NATO – the alliance – said",
        "U.S. – based firms", "HAL: Rs 700 crore", "Russia - which sells arms - said",
        "In May 2006 Russia sold", "On March 3, 2010 - the day", "Saab (SAAB) said on Monday",
        "President Chavez (Reuters) and", "Putin: we will sell", "STATE-OWNED arms maker Denel has",
        "The F-16 - a fighter - is", "MiG-29 fighters were", "US$50 million - a loan",
        "Sen. Joe Example (R-Texas) — a critic", "EXAMPLE: We sold them.", "CAIRO'S LIST: tanks",
    ],
)  # fmt: skip
def test_what_is_no_dateline(text: str) -> None:
    assert parse_dateline(text) is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The government said on Tuesday that it would buy the ships it had been offered, but only "
         "if the price was lowered by a third.", "en"),
        ("Die Regierung hat am Dienstag mitgeteilt, dass sie die Schiffe kaufen wird, die ihr von "
         "der Werft angeboten worden sind, wenn auch nicht zu dem Preis.", "de"),
        ("El gobierno anunció el martes que comprará los barcos que le ha ofrecido el astillero, "
         "pero no por el precio que se pidió en la primera oferta.", "es"),
        ("Rząd ogłosił we wtorek, że kupi okręty, które zaoferowała mu stocznia, ale nie za cenę, "
         "która została podana w pierwszej ofercie na początku roku.", "pl"),
        ("Hükümet salı günü yaptığı açıklamada tersanenin teklif ettiği gemileri satın alacağını "
         "ancak fiyat için yeni bir görüşme olarak çok kısa bir süre istediğini söyledi.", "tr"),
        ("政府は火曜日、造船所が提示した艦艇を購入すると発表した。", "ja"),
        ("أعلنت الحكومة يوم الثلاثاء أنها ستشتري السفن التي عرضت عليها", "ar"),
        ("Too short to tell", "en"),
        ("Zqx vbn wrt " * 30, "und"),
    ],
)  # fmt: skip
def test_languages(text: str, code: str) -> None:
    assert language_of(text) == code
