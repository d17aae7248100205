"""A Piper voice's ONNX graph goes in; its duration half and its sound half come out, both without chance."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

NOISE_SAMPLES = 1_000_003
"""A prime, so that the noise does not repeat in step with a model's channels."""
FRAMES = "frames"


@dataclass(frozen=True, slots=True, kw_only=True)
class Halves:
    """Two graphs, serialised.

    Attributes:
        durations: Inputs as the voice's; output frames a symbol, float32 [1, 1, n]. None where the voice
            does not tell them apart.
        sound: Inputs as the voice's, and `frames` where `durations` is there; output the audio.
    """

    durations: bytes | None
    sound: bytes


def split(model: Any) -> Halves:
    """Cut a VITS graph at the one Ceil that makes whole frames of its durations.

    The frames go out of the first half and into the second, so that a length told beforehand is the length
    that is heard, to the sample. `model` is edited on the way.
    """
    fix_noise(model.graph)
    frames = [node.output[0] for node in model.graph.node if node.op_type == "Ceil"]
    sound = [output.name for output in model.graph.output][:1]
    if len(frames) != 1:
        return Halves(durations=None, sound=model.SerializeToString())
    durations = pruned(model, frames)
    _feed(model.graph, frames[0])
    return Halves(durations=durations.SerializeToString(), sound=pruned(model, sound).SerializeToString())


def fix_noise(graph: Any) -> None:
    """Replace every RandomNormalLike by standard normal noise that is the same at every run.

    A seed alone does not help: the generator goes on from run to run of a session. The noise is a table, read
    from another place by each node, over and over where a line is long.
    """
    import numpy as np
    from onnx import helper, numpy_helper

    nodes, seats = [], 0
    for node in graph.node:
        if node.op_type != "RandomNormalLike":
            nodes.append(node)
            continue
        nodes.extend(_steady(node, seats))
        seats += 1
    if not seats:
        return
    noise = np.random.default_rng(0).standard_normal(NOISE_SAMPLES, dtype=np.float32)
    graph.initializer.append(numpy_helper.from_array(noise, "steady_noise"))
    for name, value in (("steady_one", 1), ("steady_period", NOISE_SAMPLES)):
        graph.initializer.append(helper.make_tensor(name, 7, [], [value]))
    del graph.node[:]
    graph.node.extend(nodes)


def _steady(node: Any, seat: int) -> Iterator[Any]:
    """What stands in for one RandomNormalLike: noise[(place + 0, 1, 2 ...) mod period], in its shape."""
    from onnx import helper

    like, drawn = node.input[0], node.output[0]
    settings = {attribute.name: attribute.f for attribute in node.attribute}
    own = f"steady_{seat}"
    place, mean, scale = (f"{own}_{what}" for what in ("place", "mean", "scale"))
    yield helper.make_node("Constant", [], [place], value_int=seat * (NOISE_SAMPLES // 7))
    yield helper.make_node("Constant", [], [mean], value_float=settings.get("mean", 0.0))
    yield helper.make_node("Constant", [], [scale], value_float=settings.get("scale", 1.0))
    steps = (
        ("Size", [like], "size"),
        ("Add", [f"{own}_size", place], "last"),
        ("Range", [place, f"{own}_last", "steady_one"], "steps"),
        ("Mod", [f"{own}_steps", "steady_period"], "turns"),
        ("Gather", ["steady_noise", f"{own}_turns"], "flat"),
        ("Mul", [f"{own}_flat", scale], "wide"),
        ("Add", [f"{own}_wide", mean], "set"),
        ("Shape", [like], "shape"),
    )
    for operation, inputs, output in steps:
        yield helper.make_node(operation, inputs, [f"{own}_{output}"])
    yield helper.make_node("Reshape", [f"{own}_set", f"{own}_shape"], [drawn])


def _feed(graph: Any, frames: str) -> None:
    """Let every node that reads the frames read the input `frames` instead."""
    from onnx import helper

    for node in graph.node:
        for place, name in enumerate(node.input):
            if name == frames:
                node.input[place] = FRAMES
    graph.input.append(helper.make_tensor_value_info(FRAMES, 1, [1, 1, None]))


def pruned(model: Any, outputs: Sequence[str]) -> Any:
    """A copy of the model with the nodes, inputs and weights that `outputs` need, and no others."""
    import onnx
    from onnx import helper

    graph = model.graph
    needed, kept = set(outputs), []
    for node in reversed(graph.node):
        if needed.intersection(node.output):
            kept.append(node)
            needed.update(_read(node))
    told = {output.name: output for output in graph.output}
    part = helper.make_graph(
        kept[::-1],
        graph.name,
        [entry for entry in graph.input if entry.name in needed],
        [told.get(name) or onnx.ValueInfoProto(name=name) for name in outputs],
        [weights for weights in graph.initializer if weights.name in needed],
    )
    return helper.make_model(part, opset_imports=model.opset_import, ir_version=model.ir_version)


def _read(node: Any) -> Iterable[str]:
    """Names a node reads, those inside its branches and loops too."""
    yield from node.input
    for attribute in node.attribute:
        for graph in (attribute.g, *attribute.graphs):
            for inner in graph.node:
                yield from _read(inner)
