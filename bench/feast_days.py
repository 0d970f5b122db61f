"""Write chronik/language/knowledge/feast_days.csv: feasts whose days follow the moon, 1950 to 2050.

    pip install -e '.[bench]'    (for hijridate, pyluach, lunardate and ephem)
    python bench/feast_days.py > chronik/language/knowledge/feast_days.csv

None of the libraries is needed to run Chronik. Methods:

- Islamic feasts: the Umm al-Qura calendar of Saudi Arabia as hijridate has it; where the new moon is sighted
  locally, a feast may fall a day later.
- Jewish feasts: the fixed Hebrew calendar, by calculation; days as kept outside Israel. Israel's days of
  remembrance are moved off the Sabbath's neighbours as its law says (Holocaust day since 1959, from Friday to
  Thursday, since 1997 from Sunday to Monday; Independence Day likewise, and since 2004 from Monday to Tuesday).
- Chinese New Year: the first day of the Chinese calendar, from lunardate's table.
- Diwali and Holi: computed with ephem for Delhi. Diwali is the day of the last dusk before the new moon with the
  sun in sidereal Libra; Holi is the day after the last dusk before the full moon that follows the new moon with
  the sun in sidereal Aquarius. Other places and traditions may be a day off.
- Earth Hour: the last Saturday in March, a week earlier where that is Holy Saturday, since 2007 (announced days).
"""

import argparse
import csv
import datetime as dt
import math
import sys
from collections.abc import Iterator
from pathlib import Path

if __name__ == "__main__":  # before the libraries, so that --help needs none
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
try:
    import ephem
    from hijridate import Hijri
    from lunardate import LunarDate
    from pyluach.dates import HebrewDate
except ImportError as e:
    raise SystemExit(f"{e.name} is not installed; pip install -e '.[bench]' brings all four libraries.") from None

sys.path.insert(0, str(Path(__file__).parent.parent))

from chronik.dating.days import easter

FIRST, LAST = 1950, 2050
AYANAMSA = 23.853, 0.01397  # Lahiri: degrees in 2000, degrees a year
DUSK = 24 * ephem.minute  # after sunset
ISLAMIC = {  # feast: (month, day)
    "islamic_new_year": (1, 1),
    "ashura": (1, 10),
    "mawlid": (3, 12),
    "isra_and_miraj": (7, 27),
    "laylat_al_qadr": (9, 27),
    "eid_al_fitr": (10, 1),
    "eid_al_adha": (12, 10),
}
JEWISH = {  # feast: (month from Nisan, day, days)
    "passover": (1, 15, 8),
    "lag_baomer": (2, 18, 1),
    "shavuot": (3, 6, 2),
    "rosh_hashanah": (7, 1, 2),
    "yom_kippur": (7, 10, 1),
    "sukkot": (7, 15, 8),
    "shemini_atzeret": (7, 22, 1),
    "simchat_torah": (7, 23, 1),
    "hanukkah": (9, 25, 8),
    "tu_bishvat": (11, 15, 1),
}
DAY = dt.timedelta(days=1)
Row = tuple[str, dt.date, dt.date]


def islamic() -> Iterator[Row]:
    """Feasts of the years 1369 to 1475 of the Hijra."""
    for year in range(1369, 1476):
        for feast, (month, day) in ISLAMIC.items():
            first = hijri(year, month, day)
            yield feast, first, first
        ramadan, end = hijri(year, 9, 1), hijri(year, 10, 1) - DAY
        yield "ramadan", ramadan, end
        friday = end - ((end.isoweekday() - 5) % 7) * DAY
        yield "last_friday_of_ramadan", friday, friday


def hijri(year: int, month: int, day: int) -> dt.date:
    return dt.date(*Hijri(year, month, day).to_gregorian().datetuple())


def jewish() -> Iterator[Row]:
    """Feasts of the years 5710 to 5811, without the evening on which they begin."""
    for year in range(5710, 5812):
        for feast, (month, day, days) in JEWISH.items():
            first = hebrew(year, month, day)
            yield feast, first, first + (days - 1) * DAY
        adar = 13 if (7 * year + 1) % 19 < 7 else 12
        purim = hebrew(year, adar, 14)
        yield "purim", purim, purim
        yield "shushan_purim", purim + DAY, purim + DAY
        fast = hebrew(year, 5, 9)
        fast += DAY * (fast.isoweekday() == 6)
        yield "tisha_beav", fast, fast
        for feast, first in (("yom_hashoah", shoah(year)), ("yom_haatzmaut", independence(year))):
            yield feast, first, first


def hebrew(year: int, month: int, day: int) -> dt.date:
    return HebrewDate(year, month, day).to_pydate()


def shoah(year: int) -> dt.date:
    day = hebrew(year, 1, 27)
    if day.isoweekday() == 5:
        return day - DAY
    return day + DAY * (day.isoweekday() == 7 and day.year >= 1997)


def independence(year: int) -> dt.date:
    day = hebrew(year, 2, 5)
    weekday = day.isoweekday()
    if weekday in (5, 6):
        return day - (weekday - 4) * DAY
    return day + DAY * (weekday == 1 and day.year >= 2004)


def chinese() -> Iterator[Row]:
    for year in range(FIRST, LAST + 1):
        first = LunarDate(year, 1, 1).to_solar_date()
        yield "chinese_new_year", first, first


def indian() -> Iterator[Row]:
    for year in range(FIRST, LAST + 1):
        diwali = last_dusk(new_moon(year, 180))
        yield "diwali", diwali, diwali
        holi = last_dusk(ephem.next_full_moon(new_moon(year, 300))) + DAY
        yield "holi", holi, holi


def new_moon(year: int, sign: int) -> ephem.Date:
    """The new moon of a year with the sun within 30 degrees of a sign's beginning."""
    moon = ephem.next_new_moon(f"{year}/1/1")
    while not sign <= sidereal_sun(moon) < sign + 30:
        moon = ephem.next_new_moon(moon)
    return moon


def sidereal_sun(when: ephem.Date) -> float:
    """The sun's sidereal longitude in degrees."""
    tropical = math.degrees(ephem.Ecliptic(ephem.Sun(when, epoch=when), epoch=when).lon)
    return (tropical - AYANAMSA[0] - (when.datetime().year - 2000) * AYANAMSA[1]) % 360


def last_dusk(moon: ephem.Date) -> dt.date:
    """The day in Delhi with the last dusk before the new or full moon."""
    delhi = ephem.Observer()
    delhi.lat, delhi.lon, delhi.date = "28.61", "77.21", moon - DUSK
    sunset: dt.datetime = delhi.previous_setting(ephem.Sun()).datetime()
    return sunset.date()  # sunset in Delhi is at noon of the same day in universal time


def earth_hour() -> Iterator[Row]:
    for year in range(2007, LAST + 1):
        day = dt.date(year, 3, 31)
        day -= (day.isoweekday() - 6) % 7 * DAY
        day -= 7 * DAY * (day + DAY == easter(year))
        yield "earth_hour", day, day


def main() -> None:
    """Print the table, one row a feast and year, in the order of the days."""
    rows = [*islamic(), *jewish(), *chinese(), *indian(), *earth_hour()]
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(("feast", "first", "last"))
    writer.writerows(sorted((r for r in rows if FIRST <= r[1].year <= LAST), key=lambda r: (r[0], r[1])))


if __name__ == "__main__":
    main()
