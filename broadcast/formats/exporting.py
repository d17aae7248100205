"""Formats and a delivery in, the files of every format out, in the order of their stages."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from broadcast.errors import BroadcastError, PackageError
from broadcast.formats.exporter import Delivery, Exporter, stage_of


def export_all(exporters: Sequence[Exporter], delivery: Delivery) -> dict[str, str]:
    """Let every format write, those of a later stage after the others; path -> format.

    Raises:
        PackageError: One failed, or wrote outside the folder.
        OSError: The disk is full, or the like.

    The MP3 is begun first: LAME takes as long as all the others together and leaves Python's lock alone.
    """
    early = sorted((one for one in exporters if not stage_of(one)), key=lambda one: one.name != "mp3")
    what: dict[str, str] = {}
    with ThreadPoolExecutor(2) as threads:
        try:
            for exporter, paths in zip(
                early, threads.map(lambda one: _export(one, delivery), early), strict=True
            ):
                what |= dict.fromkeys(paths, exporter.name)
        except BaseException:
            delivery.stopped.set()
            threads.shutdown(cancel_futures=True)
            raise
    for exporter in sorted(filter(stage_of, exporters), key=stage_of):
        what |= dict.fromkeys(_export(exporter, delivery), exporter.name)
    return what


def _export(exporter: Exporter, delivery: Delivery) -> list[str]:
    """Let a format write; its files relative to the package."""
    try:
        paths = exporter.write(delivery)
    except (BroadcastError, OSError):
        raise
    except Exception as error:  # the wall where a plugin is called
        raise PackageError(
            f"the format '{exporter.name}' failed: {error or type(error).__name__}",
            "leave it out of --formats",
        ) from error
    root = delivery.folder.resolve()
    written = []
    for path in paths:
        real = path.resolve()
        if not real.is_relative_to(root):
            raise PackageError(
                f"the format '{exporter.name}' wrote outside the package: '{path}'",
                "leave it out of --formats",
            )
        if not real.is_file():
            raise PackageError(
                f"the format '{exporter.name}' did not write '{path.name}'", "leave it out of --formats"
            )
        written.append(real.relative_to(root).as_posix())
    return written
