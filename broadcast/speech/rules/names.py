"""Titles, abbreviations, streets, states and Roman figures go in; their words come out."""

import re

from broadcast.speech import numerals
from broadcast.speech.rules.shapes import letters_at, text_after, text_before, word_after, word_before
from broadcast.speech.scan import DIGIT, Change, Find, Rule
from broadcast.speech.tables import either, table, words

# an apostrophe's s, after a Roman figure too
_OWN = r"(['’]s?)?"


def rules() -> tuple[Rule, ...]:
    """Names, the longer shapes first."""
    names = table("names")
    plain = {
        key: value
        for key, value in names["abbreviations"].items()
        if key not in names["before_capital"].split()
    }
    quarters = either(names["quarters"].split())
    counties = either(names["counties"].split())
    titles, streets, states = either(names["titles"]), either(names["streets"]), either(names["states"])
    postal, whole = either(names["postal"]), either(names["whole_states"].split())
    return (
        # R-Utah   D-Calif.
        Rule(re.compile(rf"(?<![^\W_-])([RDI])-(?:({states})\.|({whole}|{postal})(?![^\W_]))"), _party, "-"),
        # , Ala.   , N.Y.
        Rule(re.compile(rf"(?<=, )({states})\."), _state, "."),
        # Wash., D.C.
        Rule(re.compile(r"(?<![^\W_])Wash\.(?=,? D\.?C)"), lambda _found, _british: "Washington", "."),
        # N.Y.   Calif.
        Rule(
            re.compile(
                r"(?<![^\W_])(?<!\.)(N\.[YJCHMD]|S\.C|S\.D|R\.I|W\.Va|Calif|Ariz|Fla|Tenn|Okla|Minn|Conn|Colo|Wyo)\.(?![A-Z])"
            ),
            _state,
            ".",
        ),
        # Austin, TX 78701
        Rule(re.compile(rf"(?<=, )({postal}) (\d{{5}})(?:-(\d{{4}}))?(?![\w-])"), _zip, ","),
        # Austin, TX
        Rule(re.compile(rf"(?<=[a-z], )({postal})(?![^\W_]|\.[A-Z])"), _postal, ","),
        # World War II   Super Bowl LVIII
        Rule(re.compile(rf"(?<=[^\W\d_] )([IVXLC]+){_OWN}(?![^\W_])"), _roman, "IVXLC"),
        # an unchanged XV   an England XI
        Rule(re.compile(r"(?<=[a-z] )(XV|XI)(?![^\W_])"), _side, "X"),
        # XXIV Olympiad   XVIII Airborne Corps
        Rule(
            re.compile(
                r"(?<![^\W_])([XVI]{2,})(?=\s(?:Olympi|[Cc]entur|Winter|Summer|Amendment|Corps|Airborne|Congress))"
            ),
            _placed,
            "XVI",
        ),
        # 20 miles (32 km) N of
        Rule(re.compile(r"(?<=[\w)] )([NSEW]|NE|NW|SE|SW)(?= of(?![^\W_]))"), _bearing),
        # No. 10   Nos. 3   No 10
        Rule(re.compile(r"(?<![^\W_])[Nn]os?\.?\s?(?=\d)(?!\d+(?:st|nd|rd|th))"), _number, DIGIT),
        # s.18 of the act
        Rule(
            re.compile(r"(?<![\w.])(ss?)\.(?=\d)"),
            lambda found, _: "sections" if found.group(1) == "ss" else "section",
            DIGIT,
        ),
        # a 401(k) plan
        Rule(
            re.compile(r"(?<![\w.])(401|403|457|529)\(([a-z])\)"),
            lambda found, _: f"{numerals.code(found.group(1))} {found.group(2).upper()}",
            DIGIT,
        ),
        # 501(c)(3)
        Rule(re.compile(r"(?<![\w.])501\(c\)\((\d)\)"), _charity, DIGIT),
        # Mass. voters   Ill. Gov. Orr
        Rule(
            re.compile(
                rf"(?<![^\W_])({states})\.(?=\s(?:[a-z]|(?:Gov|Sen|Rep|Lt|Atty)\.|(?:State|Tech|Supreme|House|"
                r"Senate|Legislature|Democrat|Republican|National|Highway|Attorney|Department)))"
            ),
            _state_before,
            ".",
        ),
        # Spitfire Mk IX
        Rule(
            re.compile(r"(?<![^\W_])Mk\.?(?=\s(?:\d|[IVX]+(?![^\W_])))"), lambda _found, _british: "Mark", "M"
        ),
        # on p 34   (pp 34-36)
        Rule(
            re.compile(r"(?:(?<=\bon )|(?<=\bsee )|(?<=\bto )|(?<=\bof )|(?<=\())(pp?)\s(?=\d)"), _page, DIGIT
        ),
        # 12 Main St.   5th Ave.
        Rule(
            re.compile(rf"(?<![^\W_])([A-Z][\w’']*|[JS]r\.|\d+(?:st|nd|rd|th))\s+({streets})(?![^\W_])\.?"),
            _street,
        ),
        # Park La
        Rule(
            re.compile(
                rf"(?<![^\W_])([A-Z][a-z’']+)\s({either(names['british_streets'])})(?![^\W_])\.?(?!\s[A-Z])"
            ),
            _british_street,
        ),
        # 22b Park Lane
        Rule(re.compile(r"(?<![\w.,$£€-])(\d{1,3})([a-hA-H])(?=\s[A-Z][a-z])"), _door, DIGIT),
        # St. Agnes
        Rule(re.compile(r"(?<![^\W_])(Sts?)\.?(?=\s?[A-Z])"), _saint, "S"),
        # Lt. Col. Hale   Cllr Dunn
        Rule(
            re.compile(
                rf"(?<![^\W_])({titles})(\.?)(?=\s+(?:[A-Z]|\d+(?:st|nd|rd|th)\s)|(?<=\.)[A-Z]|-(?:elect|designate)(?![^\W_]))"
            ),
            _title,
        ),
        # Mr and Mrs Patel
        Rule(re.compile(r"(?<![^\W_])(Mr)(\.?)(?=\s(?:and|&)\s(?:Mrs|Ms|Dr|Mr)(?![^\W_]))"), _title, "M"),
        # Mr   Mrs. before a lower-case name
        Rule(re.compile(r"(?<![^\W_])(Mr|Mrs|Dr)(\.)"), _title, "."),
        # Ms. Orr   Ms Orr
        Rule(re.compile(r"(?<![^\W_])Ms(?:\.|(?=\s+[A-Z]))"), _ms, "M"),
        # John Vale Jr.
        Rule(re.compile(r"(?<![^\W_])(Jr|Sr|Esq)(?![^\W_])\.?"), _suffix, "JSE"),
        # Gt Yarmouth
        Rule(re.compile(r"(?<![^\W_])Gt\.?(?=\s[A-Z][a-z])"), lambda _found, _british: "Great", "G"),
        # w/c 5 May
        Rule(re.compile(r"(?<![^\W_])w/c(?=\s[\dA-Z])"), lambda _found, _british: "week commencing", "/"),
        # Mt. Orr   Roe v. Wade
        Rule(re.compile(rf"(?<![^\W_]){either(names['before_capital'].split())}(?=\s+[A-Z])"), _abbreviation),
        # Co. Durham   Co Antrim
        Rule(
            re.compile(rf"(?<![^\W_])Co\.?(?=\s(?:{counties})(?![^\W_]))"),
            lambda _found, _british: "County",
            "C",
        ),
        # Massachusetts Ave. NW
        Rule(
            re.compile(
                r"(?:(?<=Ave\. )|(?<=Ave )|(?<=St\. )|(?<=St )|(?<=Rd\. )|(?<=Rd )|(?<=Street )|(?<=Avenue ))"
                r"([NS])\.?([EW])\.?(?![^\W_])"
            ),
            _quarter,
        ),
        # SE 5th St.   NW London
        Rule(
            re.compile(
                rf"(?<![^\W_])([NS])\.?([EW])\.?(?=\s(?:\d{{1,3}}(?:st|nd|rd|th)\s|{quarters}(?![^\W_])))"
            ),
            _quarter,
        ),
        # N. Korea
        Rule(
            re.compile(
                r"(?<![^\W_])(?<!\.)(N|S|E|W|N\.E|N\.W|S\.E|S\.W)\.\s?(?=[A-Z][a-z]|\d+(?:st|nd|rd|th))"
            ),
            _compass,
            ".",
        ),
        # etc.   Ph.D.   Inc.   approx.
        Rule(re.compile(rf"(?<![^\W_])(?<!\.){either(plain)}(?![^\W_])", re.IGNORECASE), _abbreviation),
    )


def _ms(found: Find, british: bool) -> list[Change]:
    """A title that G2P takes for two letters."""
    return [Change(span=found.span(), spoken="Ms", phonemes="mˈɪz", authority="rule")]


def _place(name: str) -> str:
    places = table("names")
    return str(places["states"].get(name) or places["postal"].get(name) or name)


def _party(found: Find, british: bool) -> str:
    party, short, full = found.groups()
    return f"{table('names')['parties'][party]} of {_place(short or full)}"


def _state(found: Find, british: bool) -> str:
    return _place(found.group(1))


def _state_before(found: Find, british: bool) -> str | None:
    following = word_after(found, found.end())
    before_christ = found.group(1) == "B.C" and re.search(r"(?:century|centuries|\d)\s\Z", text_before(found))
    # the man from Ill. was ill
    placed = word_before(found).lower() in ("from", "in", "near", "across")
    if before_christ or (following in words("contexts", "function") and not placed):
        return None
    return _place(found.group(1))


def _charity(found: Find, british: bool) -> str:
    return f"five oh one C {numerals.cardinal(int(found.group(1)))}"


def _postal(found: Find, british: bool) -> str | None:
    return _place(found.group(1)) if re.search(r"[A-Z][a-z’'.-]+, \Z", text_before(found)) else None


def _zip(found: Find, british: bool) -> list[Change]:
    groups = [group for group in (2, 3) if found.group(group)]
    state = Change(span=found.span(1), spoken=_place(found.group(1)))
    return [state, *(Change(span=found.span(at), spoken=numerals.digits(found.group(at))) for at in groups)]


def _roman(found: Find, british: bool) -> str | None:
    figure, own = found.groups()
    value = numerals.roman(figure)
    if value is None:
        return None
    before = re.findall(r"[^\W_]+", found.string[max(0, found.start() - 40) : found.start()])[-3:]
    name = before[-1]
    own = own or ""
    if name.capitalize() in words("names", "numbered"):
        return numerals.cardinal(value) + own
    if name == "the" and len(figure) > 1 and value > 1 and not set(figure) & set("LC"):
        return numerals.ordinal(value) + own
    if not name[0].isupper() or set(figure) & set("LC"):
        return None
    ordinal = f"the {numerals.ordinal(value)}{own}"
    if name in words("names", "monarchs"):
        return ordinal if figure != "I" or _is_first(found, before, own) else None
    if len(before) > 1 and before[-2] in words("names", "rulers"):
        return ordinal if figure != "I" or before[-2] in ("King", "Queen", "Pope", "Emperor") else None
    if len(figure) == 1 or not name[1:].islower():
        return None
    person = len(before) > 1 and before[-2][0].isupper() and before[-2] not in words("names", "not_streets")
    return ordinal if person and value <= 5 else numerals.cardinal(value) + own


def _is_first(found: Find, before: list[str], own: str) -> bool:
    at = found.end()
    if found.string[at : at + 1] in ".,;:!?)" or (own and before[-1] != "and"):
        return True
    if own or (len(before) > 1 and before[-2] in words("names", "rulers")):
        return True
    following = word_after(found)
    return following in words("names", "first") or (len(following) > 4 and following.endswith("ed"))


def _side(found: Find, british: bool) -> str | None:
    """Fifteen of rugby, eleven of cricket."""
    before = word_before(found)
    side = before in words("names", "sides") or (found.group(1) == "XV" and before.islower())
    return numerals.cardinal(numerals.roman(found.group(1)) or 0) if side else None


def _placed(found: Find, british: bool) -> str | None:
    value = numerals.roman(found.group(1))
    return None if value is None else numerals.ordinal(value)


def _bearing(found: Find, british: bool) -> str | None:
    measured = re.search(r"\d\S* ?[^\W\d]+\.?\s\Z|\) \Z", text_before(found))
    bearings = table("names")["compass"]
    return str(bearings[".".join(found.group(1))]).lower() if measured else None


def _number(found: Find, british: bool) -> str | None:
    print_ = found.group().strip()
    if print_.endswith("."):
        return "numbers" if "s" in print_ else "number"
    if print_ == "no" and word_before(found) in ("world", "the", "world's", "at", "to"):
        return "number"
    if print_ != "No":
        return None
    # No 10 denied it, but: No 10 people came
    counted = re.match(r"[\d,]+\s+([a-z]+)", text_after(found))
    return None if counted and counted.group(1) in words("dates", "counted") else "number"


def _page(found: Find, british: bool) -> list[Change]:
    return [Change(span=found.span(1), spoken="pages" if found.group(1) == "pp" else "page")]


def _street(found: Find, british: bool) -> list[Change] | None:
    name, short = found.groups()
    if name in words("names", "not_streets") or (short == "St" and name in words("names", "rulers")):
        return None
    if short in ("St", "Dr", "Ct", "Pl", "Sq", "Av", "Ter"):
        following = re.match(r"\s+(?![NS]\.?[EW](?![^\W_]))[A-Z]", text_after(found))
        numbered = re.search(r"\d+[A-Z]?\s+(?:[NSEW]\.?\s)?\Z", text_before(found))
        if following and not numbered and not name[0].isdigit() and not _on_street(found):
            return None
    dotted = found.group().endswith(".") or short in words("names", "undotted_streets")
    # on Park Dr was, but: Elm Dr Vale
    if not dotted and not (
        short in ("Dr", "Ct", "Ter") and re.match(r"\s[a-z]|[,.;]|\s*\Z", text_after(found))
    ):
        return None
    return [Change(span=(found.start(2), found.end()), spoken=table("names")["streets"][short])]


def _british_street(found: Find, british: bool) -> list[Change] | None:
    name, short = found.groups()
    if not british or name in words("names", "not_lanes"):
        return None
    return [Change(span=(found.start(2), found.end()), spoken=table("names")["british_streets"][short])]


def _door(found: Find, british: bool) -> list[Change] | None:
    """A flat's number: 22b Park Lane, but: 22b Facebook users."""
    place = re.match(r"(?:\s[A-Z][\w’']+){1,3}", text_after(found))
    named = {*table("names")["streets"], *table("names")["british_streets"], *words("names", "roads")}
    if place is None or not named.intersection(place.group().split()[1:]):
        return None
    number, letter = found.groups()
    head = Change(span=found.span(1), spoken=numerals.code(number))
    return [head, letters_at(found.span(2), letter.upper(), british=british)]


def _on_street(found: Find) -> bool:
    """On Elm St. Police came, but: on Mount St. Helens."""
    place = found.group(1) in ("Mount", "Port", "Fort", "Lake", "Cape", "Bay", "Sault", "Bishop")
    return not place and word_before(found) in ("on", "On", "along", "Along")


def _saint(found: Find, british: bool) -> str:
    return "Saint" if found.group(1) == "St" else "Saints"


def _title(found: Find, british: bool) -> str | None:
    short, dot = found.groups()
    father = british and short == "Fr" and re.match(r"\s+[A-Z][a-z]", text_after(found))
    if not dot and short in words("names", "dot_only") and not father:
        return None
    if short == "Sr" and word_before(found)[:1].isupper():
        return None
    if short == "Det" and not dot and word_after(found) not in ("Insp", "Sgt", "Supt", "Con", "Ch"):
        return None
    if short == "Gen" and word_after(found) in ("Z", "X", "Y", "Alpha", "Zers", "Xers"):
        return None
    if not dot and short in ("Gov", "Sec", "Rep", "Sen") and word_before(found) == "":
        return table("names")["titles"][short] if found.start() == 0 else None
    spoken = str(table("names")["titles"][short])
    return spoken.replace("Honorable", "Honourable") if british else spoken


def _suffix(found: Find, british: bool) -> str | None:
    return str(table("names")["suffixes"][found.group(1)]) if word_before(found)[:1].isupper() else None


def _quarter(found: Find, british: bool) -> str:
    north, east = (str(table("names")["compass"][letter]) for letter in found.groups())
    return f"{north} {east}" if british else north + east.lower()


def _compass(found: Find, british: bool) -> str | None:
    following = word_after(found)
    known = following in words("names", "compass_before")
    numbered = re.search(r"\d\s+\Z", text_before(found)) or following[:1].isdigit()
    return str(table("names")["compass"][found.group(1)]) if known or numbered else None


def _abbreviation(found: Find, british: bool) -> str | None:
    print_, names = found.group(), table("names")
    if print_.rstrip(".") in words("dates", "zones"):
        return None
    rows = names["abbreviations"]
    spoken = rows.get(print_)
    if spoken is None and not re.fullmatch(r"[A-Z]\.", print_):
        print_ = print_.lower()
        spoken = rows.get(print_)
    if spoken is None:
        return None
    following = found.string[found.end() : found.end() + 3].lstrip()
    if print_ in names["before_digit"].split() and not following[:1].isdigit():
        return None
    if print_ in names["after_capital"].split() and not word_before(found)[:1].isupper():
        return None
    return str(spoken)
