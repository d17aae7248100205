"""The edit of a graph, on a small graph of Kokoro's shape."""

from typing import Any

import numpy as np
import onnxruntime
import pytest
from onnx import TensorProto, helper

from broadcast.errors import EngineError
from broadcast.voices import graph


def small_model(*, clips: int = 1) -> Any:
    """Durations as Kokoro rounds them, an F0 projection behind them; `audio` repeats F0 by the frames."""
    nodes = []
    for i in range(clips):
        nodes += [
            helper.make_node("Div", ["rough", "speed"], [f"div{i}"]),
            helper.make_node("Round", [f"div{i}"], [f"round{i}"]),
            helper.make_node("Clip", [f"round{i}", "one"], [f"clip{i}"]),
        ]
    nodes += [
        helper.make_node("Mul", ["clip0", "hertz"], ["/x/F0_proj/Conv_output_0"]),
        helper.make_node("Add", ["/x/F0_proj/Conv_output_0", "zero"], ["audio"]),
    ]
    value = helper.make_tensor_value_info
    inputs = [value("rough", TensorProto.FLOAT, [1, None]), value("speed", TensorProto.FLOAT, [1])]
    constants = [
        helper.make_tensor(name, TensorProto.FLOAT, [], [number])
        for name, number in (("one", 1.0), ("hertz", 50.0), ("zero", 0.0))
    ]
    outputs = [value("audio", TensorProto.FLOAT, None)]
    built = helper.make_graph(nodes, "small", inputs, outputs, constants)
    return helper.make_model(built, opset_imports=[helper.make_opsetid("", 17)], ir_version=10)


def run(model: Any, outputs: list[str], **more: Any) -> list[Any]:
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    rough = np.array([[0.2, 2.6, 4.4]], np.float32)
    return list(session.run(outputs, {"rough": rough, "speed": np.ones(1, np.float32), **more}))


def edited() -> Any:
    model = small_model()
    graph.open_durations(model)
    graph.open_pitch(model)
    return model


NEUTRAL = {"pitch": np.ones(1, np.float32), "pitch_range": np.ones(1, np.float32)}


def test_the_untouched_inputs_leave_the_sound_as_it_was() -> None:
    (plain,) = run(small_model(), ["audio"])
    (same,) = run(edited(), ["audio"], frames=np.zeros((1, 3), np.float32), **NEUTRAL)
    assert np.array_equal(plain, same)


def test_frames_that_are_set_replace_the_prediction_and_the_others_stay() -> None:
    frames = np.array([[0, 7, 0]], np.float32)
    durations, raw = run(edited(), ["durations", "raw_durations"], frames=frames, **NEUTRAL)
    assert durations.tolist() == [[1, 7, 4]]
    assert raw[0].tolist() == pytest.approx([0.2, 2.6, 4.4])


def test_pitch_moves_the_mean_and_range_the_spread() -> None:
    frames = np.zeros((1, 3), np.float32)
    (plain,) = run(edited(), ["audio"], frames=frames, **NEUTRAL)
    (high,) = run(edited(), ["audio"], frames=frames, **NEUTRAL | {"pitch": np.array([1.1], np.float32)})
    (flat,) = run(
        edited(), ["audio"], frames=frames, **NEUTRAL | {"pitch_range": np.array([0.5], np.float32)}
    )
    assert high == pytest.approx(plain * 1.1)
    assert flat.mean() == pytest.approx(plain.mean())
    assert flat.std() == pytest.approx(plain.std() / 2)


def test_the_pruned_graph_gives_the_durations_alone() -> None:
    model = small_model()
    graph.expose_durations(model)
    pruned = graph.prune(model, ["rough", "speed"], ["durations"])
    assert [node.op_type for node in pruned.graph.node] == ["Div", "Round", "Clip", "Identity"]
    assert run(pruned, ["durations"])[0].tolist() == [[1, 3, 4]]


@pytest.mark.parametrize("clips", [0, 2])
def test_a_graph_of_another_shape_is_refused(clips: int) -> None:
    model = small_model(clips=clips)
    with pytest.raises(EngineError, match=f"{clips} places"):
        graph.open_durations(model)


def test_a_graph_without_f0_is_refused() -> None:
    model = small_model()
    for node in model.graph.node:
        node.output[:] = [name.replace("F0_proj", "none") for name in node.output]
        node.input[:] = [name.replace("F0_proj", "none") for name in node.input]
    with pytest.raises(EngineError, match="no F0 projection"):
        graph.open_pitch(model)
