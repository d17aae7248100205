"""A programme's delivery in, what its seal says of each sound file out."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC
from typing import Any

from broadcast.formats.exporter import Delivery
from broadcast.formats.manifest import generator, statement
from broadcast.formats.seal.cbor import MOMENT, Tagged
from broadcast.formats.seal.store import Claim
from broadcast.formats.textfile import one_line
from broadcast.model import Row

ACTIONS, VOICES, SOURCE = "c2pa.actions.v2", "org.broadcast.voices", "org.broadcast.source"
"""Labels of the assertions."""

_KINDS = "http://cv.iptc.org/newscodes/digitalsourcetype/"
MADE, MIXED = f"{_KINDS}trainedAlgorithmicMedia", f"{_KINDS}compositeWithTrainedAlgorithmicMedia"
COMPOSED = f"{_KINDS}composite"
"""IPTC's words for what software made, what software and recordings made, and what is put together."""


def claim_of(delivery: Delivery, rows: Sequence[Row] | None = None, title: str = "") -> Claim:
    """What is said of the programme, or of some of its rows.

    It says that software made it and when, which voices are synthetic and at what times, in samples of the
    file, and from which report it was made.

    References:
        C2PA Technical Specification 2.1 (2024), section 18.15, "Actions"; IPTC NewsCodes, "Digital
        Source Type".
    """
    sheet = delivery.runsheet
    first = rows[0].start if rows else 0
    rows = sheet.rows if rows is None else rows
    name, _, version = generator().partition(" ")
    agent = {"name": name, "version": version} if version else {"name": name}
    created = {
        "action": "c2pa.created",
        "when": Tagged(MOMENT, delivery.created.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")),
        "softwareAgent": agent,
        "digitalSourceType": source_type(rows),
    }
    assertions: dict[str, Any] = {
        ACTIONS: {"actions": [created], "allActionsIncluded": True},
        VOICES: {
            "statement": statement(replace(sheet, rows=tuple(rows))),
            "rate_hz": sheet.rate_hz,
            "voices": _voices(rows, first, delivery.versions),
            "recordings": [{"name": one_line(row.clip), **_place(row, first)} for row in rows if row.clip],
        },
    }
    if sheet.source_sha256:
        said = {"name": one_line(sheet.source_name), "alg": "sha256", "hash": sheet.source_sha256}
        assertions[SOURCE] = said
    return Claim(
        title=one_line(title or sheet.headline or sheet.slug),
        generator=(name, version),
        assertions=assertions,
    )


def source_type(rows: Sequence[Row]) -> str:
    """Where the sound comes from, in IPTC's words."""
    if not any(row.voice for row in rows):
        return COMPOSED
    return MIXED if any(row.clip for row in rows) else MADE


def _voices(rows: Sequence[Row], first: int, versions: Mapping[str, str]) -> list[dict[str, Any]]:
    """Every synthetic voice in the order heard, with the rows that it speaks and what it rests on."""
    told = []
    for voice in dict.fromkeys(row.voice for row in rows if row.voice):
        engine = voice.partition(":")[0]
        model = {"model": one_line(versions[engine])} if engine in versions else {}
        heard = [{"who": one_line(row.talent), **_place(row, first)} for row in rows if row.voice == voice]
        told.append({"voice": one_line(voice), "synthetic": True, **model, "rows": heard})
    return told


def _place(row: Row, first: int) -> dict[str, Any]:
    return {"page": one_line(row.page), "start": row.start - first, "end": row.end - first}
