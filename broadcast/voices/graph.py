"""Kokoro's ONNX graph goes in; the same graph with durations, exact lengths and pitch to set comes out."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from broadcast.errors import EngineError

FLOAT = 1
"""onnx.TensorProto.FLOAT, named here so that importing this module loads no onnx."""


def find_rounding(graph: Any, speed: str = "speed") -> tuple[Any, Any]:
    """The Round and Clip nodes that turn durations into whole frames.

    They are found by shape, not by name, so that other exports of the model work too: a Div by the
    input `speed`, then Round, then Clip.

    Returns:
        (round_node, clip_node).

    Raises:
        EngineError: The graph holds no such chain, or several.
    """
    producer = {name: node for node in graph.node for name in node.output}
    found = []
    for node in graph.node:
        above = producer.get(node.input[0]) if node.op_type == "Clip" else None
        if above is None or above.op_type != "Round":
            continue
        division = producer.get(above.input[0])
        if division is not None and division.op_type == "Div" and speed in division.input:
            found.append((above, node))
    if len(found) != 1:
        raise EngineError(
            f"the model has {len(found)} places where durations are rounded, not one",
            "use a Kokoro-82M v1.0 ONNX file with the inputs tokens, style, speed",
        )
    return found[0]


def expose_durations(model: Any) -> None:
    """Add the outputs `durations`, whole frames a token, and `raw_durations`, the same before rounding.

    Both are float32, [1, n] or [n] as the model has it.
    """
    from onnx import helper

    rounding, clip = find_rounding(model.graph)
    for source, name in ((clip.output[0], "durations"), (rounding.input[0], "raw_durations")):
        model.graph.node.append(helper.make_node("Identity", [source], [name]))
        model.graph.output.append(helper.make_tensor_value_info(name, FLOAT, None))


def open_durations(model: Any, *, batch: bool = True) -> None:
    """Add the input `frames` and the outputs `durations`, `raw_durations`: float32 [1, n], or [n].

    A token whose `frames` is over 0 lasts that many frames; any other lasts what the model predicts.
    `raw_durations` are the predictions before rounding.
    """
    import numpy as np
    from onnx import helper, numpy_helper

    graph = model.graph
    rounding, clip = find_rounding(graph)
    settled = clip.output[0]
    clip.output[0] = "broadcast_predicted"
    graph.initializer.append(numpy_helper.from_array(np.zeros(1, np.float32), "broadcast_zero"))
    nodes = [
        helper.make_node("Greater", ["frames", "broadcast_zero"], ["broadcast_is_set"]),
        helper.make_node("Where", ["broadcast_is_set", "frames", "broadcast_predicted"], [settled]),
    ]
    _insert_after(graph, clip, nodes)
    shape = [1, None] if batch else [None]
    graph.input.append(helper.make_tensor_value_info("frames", FLOAT, shape))
    for source, name in ((settled, "durations"), (rounding.input[0], "raw_durations")):
        graph.node.append(helper.make_node("Identity", [source], [name]))
        graph.output.append(helper.make_tensor_value_info(name, FLOAT, shape))


def open_pitch(model: Any) -> None:
    """Add the inputs `pitch` and `pitch_range`, float32 [1]: factors on the F0 curve.

    Voiced frames (F0 over 10 Hz) become mean * pitch + (f0 - mean) * pitch * pitch_range, the mean taken over
    the voiced frames of the line. With both at 1 the curve is untouched but for rounding.

    Raises:
        EngineError: The F0 projection is not where Kokoro has it.
    """
    import numpy as np
    from onnx import helper, numpy_helper

    graph = model.graph
    curve = next(
        (name for node in graph.node for name in node.output if name.endswith("/F0_proj/Conv_output_0")), ""
    )
    if not curve:
        raise EngineError("the model has no F0 projection", "use a Kokoro-82M v1.0 ONNX file")
    consumers = [node for node in graph.node if curve in node.input]
    producer = next(node for node in graph.node if curve in node.output)
    constants = {"broadcast_voiced_hz": [10.0], "broadcast_one": [1.0], "broadcast_none": [0.0]}
    for name, value in constants.items():
        graph.initializer.append(numpy_helper.from_array(np.array(value, np.float32), name))
    nodes = [
        helper.make_node(op, inputs, [f"broadcast_{output}"]) for op, inputs, output in _pitch_steps(curve)
    ]
    for consumer in consumers:
        consumer.input[:] = ["broadcast_f0" if name == curve else name for name in consumer.input]
    _insert_after(graph, producer, nodes)
    for name in ("pitch", "pitch_range"):
        graph.input.append(helper.make_tensor_value_info(name, FLOAT, [1]))


def _pitch_steps(curve: str) -> Iterator[tuple[str, list[str], str]]:
    """(operator, inputs, output) of each node, in order."""
    yield "Greater", [curve, "broadcast_voiced_hz"], "voiced"
    yield "Where", ["broadcast_voiced", "broadcast_one", "broadcast_none"], "mask"
    yield "Mul", [curve, "broadcast_mask"], "voiced_f0"
    yield "ReduceSum", ["broadcast_voiced_f0"], "sum"
    yield "ReduceSum", ["broadcast_mask"], "count"
    yield "Max", ["broadcast_count", "broadcast_one"], "some"
    yield "Div", ["broadcast_sum", "broadcast_some"], "mean"
    yield "Mul", ["pitch", "pitch_range"], "gain"
    yield "Sub", ["pitch", "broadcast_gain"], "rest"
    yield "Mul", ["broadcast_mean", "broadcast_rest"], "shift"
    yield "Mul", [curve, "broadcast_gain"], "scaled"
    yield "Add", ["broadcast_scaled", "broadcast_shift"], "shifted"
    yield "Where", ["broadcast_voiced", "broadcast_shifted", curve], "f0"


def _insert_after(graph: Any, node: Any, nodes: Sequence[Any]) -> None:
    """Keep the graph sorted: put `nodes` right behind `node`."""
    at = list(graph.node).index(node) + 1
    rest = list(graph.node)[at:]
    del graph.node[at:]
    graph.node.extend(nodes)
    graph.node.extend(rest)


def prune(model: Any, inputs: Sequence[str], outputs: Sequence[str]) -> Any:
    """The part of the graph that the outputs need."""
    from onnx.utils import Extractor

    return Extractor(model).extract_model(list(inputs), list(outputs))


def save(model: Any, path: Path) -> None:
    """Write the model; the caller renames it into place."""
    path.write_bytes(model.SerializeToString())
