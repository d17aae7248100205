import runpy
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

from hypothesis import given, settings
from hypothesis import strategies as st

from broadcast.formats.exporter import Exporter
from broadcast.formats.labels import Labels, render
from broadcast.formats.tracks import lay_out
from broadcast.model import Bed
from broadcast.units import Samples

readers = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("edit_readers.py"))))


def test_it_is_an_exporter_that_is_asked_for_by_name() -> None:
    assert isinstance(Labels(), Exporter)
    assert not Labels.default


def test_the_labels_of_the_harbour_are_as_agreed(newsroom, golden, tmp_path: Path) -> None:
    golden("harbour.labels.txt", render(lay_out(readers.deliver(newsroom.harbour(), tmp_path))))


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_every_row_comes_back_to_the_sample_whatever_is_said(newsroom, tmp_path_factory, data) -> None:
    delivery = readers.deliver(data.draw(newsroom.programmes()), tmp_path_factory.mktemp("labels"))
    (path,) = Labels().write(delivery)
    read = readers.read_labels(path)
    assert readers.worst(read, delivery.runsheet, readers.SAMPLE_S) < 1e-6
    wanted = [(start, end) for start, end in readers.heard(delivery.runsheet)]
    assert [(round(a * 48_000), round(b * 48_000)) for _, a, b in read] == [
        (round(start * 48_000), round(end * 48_000)) for start, end in wanted
    ]


def test_a_bed_stands_among_the_rows(newsroom, tmp_path: Path) -> None:
    bed = Bed(key="sea", name="sea", start=Samples(48_000), end=Samples(96_000))
    text = render(lay_out(readers.deliver(replace(newsroom.harbour(), beds=(bed,)), tmp_path)))
    assert text.split("\n")[1] == "1.000000\t2.000000\tbed: sea"
