"""A finished programme in, its sound files sealed with a C2PA manifest out."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from broadcast.formats.cuts import cuts_of
from broadcast.formats.exporter import Delivery
from broadcast.formats.seal.claims import claim_of
from broadcast.formats.seal.embed import find_seal, seal_file
from broadcast.formats.seal.store import Claim, build_store

SOUND = ("wav", "mp3", "m4a", "aac", "mp4", "flac", "opus", "ogg", "mp2")
"""Endings of the files that hold a whole programme."""


class Seal:
    """Seals the programme and its cuts: what made them, which voices are synthetic, from which report.

    WAV and MP3 hold the seal themselves, beside others stands `<name>.c2pa`. A file that has a seal keeps it.
    A cut of a recording gets none: what is heard there is not of our making.
    """

    name = "c2pa"
    default = True
    stage = 1

    def write(self, delivery: Delivery) -> Sequence[Path]:
        """Seal the files; memory does not grow with the programme.

        Returns:
            The seals that stand in files of their own.

        Raises:
            OSError: The disk is full, or a file cannot be written.
        """
        if delivery.signer is None:
            return []
        beside = []
        for path, claim in _claims(delivery):
            if find_seal(path) is not None:
                continue
            holder = seal_file(path, partial(build_store, claim(), delivery.signer))
            if holder != path:
                beside.append(holder)
        return beside

    def lacking(self) -> str:
        """What the machine lacks to sign."""
        try:
            import cryptography.x509  # noqa: F401
        except ImportError as error:
            return f"cryptography does not load ({error}); pip install --force-reinstall cryptography"
        return ""


def _claims(delivery: Delivery) -> Iterator[tuple[Path, Callable[[], Claim]]]:
    """Every file to seal, and what is said of it."""
    for ending in SOUND:
        path = delivery.folder / f"{delivery.stem}.{ending}"
        if path.is_file():
            yield path, partial(claim_of, delivery)
    for path, row in cuts_of(delivery.folder, delivery.runsheet).items():
        if path.is_file() and row.voice:
            yield path, partial(claim_of, delivery, [row], path.stem)
