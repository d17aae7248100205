"""A CSV file of names goes in, entries come out; and back."""

import csv
import io
from collections.abc import Iterable, Iterator

from broadcast.errors import BroadcastError, UsageError
from broadcast.speech.lexicons.entry import Entry, make_entry

COLUMNS = (
    "name",
    "respelling",
    "ipa",
    "arpabet",
    "alias",
    "language",
    "source",
    "kind",
    "note",
    "date",
    "case",
)
WAYS = ("respelling", "ipa", "arpabet", "alias")
_DETAILS = ("language", "source", "kind", "note", "date", "case")
LONGEST = 400
"""Characters of a field."""


def entries_of(text: str, title: str) -> tuple[Entry, ...]:
    """The entries of a CSV file whose first row names the columns; `;` and tabs part fields as well.

    Of `respelling`, `ipa`, `arpabet` and `alias`, a row has one. Empty rows and rows that begin with # are
    passed over.

    Raises:
        UsageError: A column or a row that cannot be read; the message has the line number.
    """
    rows = _rows(text, title)
    line, head = next(rows, (1, []))
    columns = [name.strip().lower() for name in head]
    if "name" not in columns or not set(WAYS) & set(columns):
        raise UsageError(
            f"{title}, line {line}: the first row does not name the columns",
            f"it has 'name' and one of {', '.join(WAYS)}",
        )
    strange = next((name for name in columns if name not in COLUMNS), None)
    if strange is not None:
        raise UsageError(
            f"{title}, line {line}: the column '{strange}' is not known", f"known: {', '.join(COLUMNS)}"
        )
    made: dict[str, Entry] = {}
    for line, row in rows:
        if len(row) > len(columns):
            raise UsageError(
                f"{title}, line {line}: {len(row)} fields, but {len(columns)} columns",
                "put a field with a comma in it between quotation marks",
            )
        try:
            entry = _entry(dict(zip(columns, row, strict=False)))
        except BroadcastError as cause:
            raise UsageError(f"{title}, line {line}: {cause}", cause.hint) from cause
        if entry.name in made:
            raise UsageError(f"{title}, line {line}: '{entry.name}' stands twice", "keep one of them")
        made[entry.name] = entry
    return tuple(made.values())


def _rows(text: str, title: str) -> Iterator[tuple[int, list[str]]]:
    """Rows that say something, each with the line it ends on."""
    head = text.lstrip().split("\n", 1)[0]
    separator = max(",;\t", key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        for row in reader:
            if any(cell.strip() for cell in row) and not row[0].lstrip().startswith("#"):
                long = next((cell for cell in row if len(cell) > LONGEST), None)
                if long is not None:
                    raise UsageError(
                        f"{title}, line {reader.line_num}: a field of {len(long)} characters",
                        "a quotation mark may not be closed",
                    )
                yield reader.line_num, row
    except csv.Error as cause:
        raise UsageError(
            f"{title}, line {reader.line_num}: {cause}", "a quotation mark may not be closed"
        ) from cause


def _entry(row: dict[str, str]) -> Entry:
    ways = {key: row[key].strip() for key in WAYS if row.get(key, "").strip()}
    details = {key: row[key].strip() for key in _DETAILS if row.get(key, "").strip()}
    if len(ways) > 1:
        raise UsageError(
            f"'{row.get('name', '')}' is said in two ways: {' and '.join(ways)}", "keep one of them"
        )
    way, written = next(iter(ways.items()), ("", ""))
    if way == "alias":
        return make_entry(row.get("name", ""), "", alias=written, **details)
    if way == "ipa" and written[0] not in "/[":
        written = f"/{written}/"
    return make_entry(row.get("name", ""), written, **details)


def format_csv(entries: Iterable[Entry]) -> str:
    """A CSV file of entries; what it holds is read back as the same entries."""
    rows = [_row(entry) for entry in entries]
    used = [name for name in COLUMNS if name in ("name", "respelling") or any(row[name] for row in rows)]
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(used)
    writer.writerows([row[name] for name in used] for row in rows)
    return out.getvalue()


def _row(entry: Entry) -> dict[str, str]:
    written = entry.written
    ipa = written if written.startswith(("/", "[")) else ""
    arpabet = written if not ipa and any(sign.isdigit() for sign in written) else ""
    row = dict.fromkeys(COLUMNS, "") | {name: str(getattr(entry, name)) for name in _DETAILS}
    case = "" if entry.case == "name" else str(entry.case)
    plain = "" if ipa or arpabet else written
    ways = {"respelling": plain, "ipa": ipa, "arpabet": arpabet, "alias": entry.alias}
    return row | {"name": entry.name, "case": case} | ways
