"""RunSheet in, `runsheet.csv` out: RFC 4180, UTF-8, a header, times in seconds."""

import csv
import io
from pathlib import Path

from broadcast.formats.columns import COLUMNS, Column, Entry, entries
from broadcast.formats.exporter import Delivery
from broadcast.formats.textfile import write_text
from broadcast.model import RunSheet

# =1+1, +44 20, -note, @cell, and what a spreadsheet trims or takes for one of these
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


class CsvSheet:
    """The run-sheet for spreadsheets and programs."""

    name = "csv"
    default = True

    def write(self, delivery: Delivery) -> list[Path]:
        """Write `runsheet.csv`.

        Raises:
            PackageError: It cannot be written.
        """
        return [write_text(delivery.folder / "runsheet.csv", render(delivery.runsheet))]


def render(runsheet: RunSheet) -> str:
    """The rows as RFC 4180, CR LF at every line's end, one header of column keys.

    Times are seconds with three decimals; the lengths and pauses add up to the last `cume_s` exactly as
    written. A cell of text that a spreadsheet would take for a formula has an apostrophe before it.
    """
    sheet = io.StringIO(newline="")
    writer = csv.writer(sheet, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for entry in entries(runsheet):
        writer.writerow([_cell(column, entry) for column in COLUMNS.values()])
    return sheet.getvalue()


def _cell(column: Column, entry: Entry) -> str:
    if column.number is None:
        text = column.text(entry)
        return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text
    number = column.number(entry)
    if number is None:
        return ""
    return f"{number:.{column.decimals}f}" if isinstance(number, float) else str(number)
