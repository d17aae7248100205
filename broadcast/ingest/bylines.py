"""A line above a report's body goes in; whether it is a byline, a credit or a date comes out."""

import re

BYLINE_CHARS = 140
LONGEST_RULE = 160
MOST_TITLE_WORDS = 8
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_WEEKDAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?"
DAY = rf"(?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})(?:,? \d{{4}})?"
# Ana      de      |      -
_BYLINE_WORD = re.compile(r"[^\W\d_a-z].*|and|de|del|van|von|der|la|al|bin|of|the|for|in|at|[&|/–—-]|al-.+")
_TRADE = re.compile(r"\b(?:correspondent|reporter|editor|writer|producer)\b", re.IGNORECASE)
NOT_NAMES = re.compile(
    rf"(?:{_WEEKDAY}|{_MONTH}|Then|Now|The|This|In|On|At|By|Since|Until|From|After|Before|That|Midnight|Noon"
    r"|Dawn|Night|Last|Next|Contrast)(?!\w)"
)
_CLOCK = r"\d{1,2}[.:]\d\d ?(?:[ap]\.?m\.?)?(?: [A-Z]{2,4})?"
# The Harbour Herald      Northland Wire Service
_HOUSE = r"[^\W\d_a-z][\w.'’&-]*(?: (?:[^\W\d_a-z][\w.'’&-]*|of|the|and|de|da|del|la)){0,5}"
# By our foreign desk      From our staff      From a correspondent in Porto Alto
_UNSIGNED = re.compile(
    r"(?:By|BY|From|FROM) (?P<name>(?i:(?:our|an?|the) (?:[\w-]+ ){0,2}(?:staff|desk|correspondents?"
    r"|reporters?|newsroom|team|writers?)))(?: in [^\W\d_a-z][\w .'’-]{1,40})?"
)
# Friday, July 21, 2017      21 July 2017      Nov. 3      Sat 14 Aug 2021 06.00      June 2024
# Published 12 January 2017, 07:15      3 December 2024 | Climate
_DATE_LINE = re.compile(
    rf"(?i:{_CLOCK}, {DAY}(?:\s+updated:? {_CLOCK})?)"
    rf"|(?:(?:Published|Updated|Posted|First published)(?: on| at)?:? )?(?:{_CLOCK},? )?"
    rf"(?:{_WEEKDAY},? )?{DAY}(?:,? (?:at )?{_CLOCK})?(?: ?[|·•] ?.{{2,60}})?"
    rf"|(?:{_MONTH}|Spring|Summer|Autumn|Winter|Issue \d+) \d{{4}}"
    r"|(?:Published|Updated|Posted)(?: at)?:? \d{1,2}[.:]\d\d(?: ?[ap]\.?m\.?)?(?: [A-Z]{2,4})?"
    rf"|{_HOUSE}(?:, | [|·•–—-] )(?:{_WEEKDAY},? )?(?:{DAY}(?:,? (?:at )?{_CLOCK})?|(?<=, ){_WEEKDAY})"
)
_NAMED = r"[^\W\d_a-z][\w.'’-]*(?:,? (?:[^\W\d_a-z][\w.'’-]*|de|del|van|von|der|la|da|al|bin|and|&)){1,6}"
# Interview by Ana Ruiz      Words: Ana Ruiz      Interview: Ana Ruiz
_WRITTEN = re.compile(
    rf"(?i:interview(?:ed)?|words|text|story|written|reported|report)(?: ?: | (?i:by):? )(?P<name>{_NAMED})"
)
# Photographs: Bo Holm      PHOTOS BY BO HOLM      Portraits Bo Holm
_PICTURED = re.compile(
    r"(?i:(?:main |lead )?"
    r"(?:photograph(?:s|y)?|photos?|pictures?|portraits?|illustrations?|images?|art|video|styling))"
    rf"(?: ?: | (?i:by):? ){_NAMED}"
)
_PARTED = re.compile(r"\s*[|•·]\s*|\s{3,}|\s+(?=(?:Photo|Foto|Picture|Image)s?(?: by)?:? )")
# Staff writer      Wire sports writer      correspondent in Porto Alto      The Harbour Gazette
# Ana Ruiz, Local Democracy Reporter
_TITLED = re.compile(
    r"(?P<name>[^\W\d_a-z][\w.'’-]+(?: [^\W\d_a-z][\w.'’-]*){1,3}), (?:[^\W\d_a-z][\w’'&-]* ){0,5}"
    r"(?:Reporter|Correspondent|Editor|Writer|Columnist)"
)
# The Harbour Review      Weekly Courier
_PAPER = re.compile(
    r"\b(?:Review|Courier|Herald|Gazette|Times|Post|News|Tribune|Star|Echo|Chronicle|Record|Press|Journal|Weekly"
    r"|Observer|Advertiser|Mail|Argus|Mercury|Sentinel|Register|Dispatch)\b"
)
_PERSON = re.compile(r"[^\W\d_a-z][\w'’-]+(?: [^\W\d_a-z][\w'’-]*\.?){1,3}")
_FLAG = re.compile(r"(?:EXCLUSIVE|BREAKING|UPDATED?|WATCH|VIDEO|LATEST)")
_INITIAL = re.compile(r"\b[A-Z]\.\Z")  # Photo: Bo H.
_PLACE_AND_COLON = re.compile(r"(?P<place>[A-Z]{3,}(?: [A-Z]{3,}){0,2}): (?=[\"“'‘]?[A-Z])")  # HYDERABAD: The
_TITLE = re.compile(
    r"\b(?:writer|correspondent|reporter|editor|columnist|critic|contributor|staff|bureau|desk|press|news"
    r"|magazine|producer)\b",
    re.IGNORECASE,
)


def byline_of(line: str) -> str | None:
    """Whom a line names as the author: "By Ana Ruiz, Reporter", "Words: Ana Ruiz | Photos: Bo Holm"."""
    if len(line) > BYLINE_CHARS or not line or (line[-1] in ".!?:;," and not _INITIAL.search(line)):
        return None
    written = _WRITTEN.fullmatch(_PARTED.split(line, maxsplit=1)[0]) or _UNSIGNED.fullmatch(line)
    titled = _TITLED.fullmatch(line)
    if titled is not None and not NOT_NAMES.match(line):
        return titled["name"]
    return written["name"] if written is not None else _by(line)


def is_signed(line: str, below: str) -> bool:
    """Whether a line is a name, and the one right below it that of a paper: "Ana Ruiz", "Harbour Review"."""
    named = _PERSON.fullmatch(line) is not None and not line.isupper() and not NOT_NAMES.match(line)
    return named and is_house(below) and _PAPER.search(below) is not None


def is_flag(line: str) -> bool:
    """Whether a line below a headline only says what sort of report it is: "EXCLUSIVE"."""
    return _FLAG.fullmatch(line) is not None


def _by(line: str) -> str | None:
    words = line.split()
    if len(words) < 2 or words[0] not in ("By", "BY", "by"):
        return None
    name = line[len(words[0]) :].strip()
    if not words[1][0].isupper() or NOT_NAMES.match(name):
        return None
    head, comma, role = name.partition(",")
    named = head if comma and _TRADE.search(role) else name
    return name if all(map(_BYLINE_WORD.fullmatch, named.split())) else None


def is_credit_line(line: str) -> bool:
    """Whether a line names who took the pictures: "Photographs: Bo Holm"."""
    return _PICTURED.fullmatch(_PARTED.split(line, maxsplit=1)[0]) is not None


def is_writers_title(line: str) -> bool:
    """Whether a line right below a byline may be what, or whose, the author is: "Staff writer"."""
    words = line.split()
    capitals = all(map(_BYLINE_WORD.fullmatch, words))
    short = 0 < len(words) <= MOST_TITLE_WORDS and line[-1:].isalpha()
    return short and (capitals or (line[0].isupper() and _TITLE.search(line) is not None))


def is_house(line: str) -> bool:
    """Whether a line below a byline may be the author's paper or agency: "The Harbour Herald"."""
    return re.fullmatch(_HOUSE, line) is not None


def is_date_line(line: str) -> bool:
    """Whether a line is a day, with its hour or its section or not."""
    return _DATE_LINE.fullmatch(line) is not None


def place_before_colon(line: str) -> re.Match[str] | None:
    """A place in capitals that some papers set before their copy, with its colon: "HYDERABAD: Growers"."""
    found = _PLACE_AND_COLON.match(line)
    return None if found is None or NOT_NAMES.match(line) else found


def is_rule(line: str) -> bool:
    """Whether a line is of signs alone: "=====", "* * *"."""
    return bool(line) and len(line) <= LONGEST_RULE and not any(map(str.isalnum, line))
