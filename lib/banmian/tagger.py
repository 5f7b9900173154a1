"""jieba's bundled neural tagger (character BiGRU and CRF, 57 tags), read with numpy.

``jieba.enable_paddle`` can use it no more: it needs a module that Paddle dropped. The weights lie in
jieba's wheel (``lac_small/model_baseline``); nothing is downloaded. The net was trained on half-width
punctuation: its embeddings of ，。、（）“” are untrained, so those are written half-width for it.

Architecture and label scheme: Jiao, Sun & Sun 2018, “Chinese Lexical Analysis with Deep Bi-GRU-CRF
Network”, arXiv:1807.01882, and ``jieba/lac_small/nets.py``.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import ThreadpoolController

Floats = NDArray[np.float32]
HALF_WIDTH = str.maketrans("，。、（）“”：；？！‘’—", ",.,()\"\":;?!''-")
BATCH = 4096
"""Characters of sentences of like length that are tagged at once: beyond it BLAS gains nothing."""
LONGEST = 256


class Tagged(NamedTuple):
    """A run of one tag: half-open span into the text that was given, and PER, LOC, ORG, nr, v …"""

    start: int
    end: int
    tag: str


@dataclass(frozen=True, slots=True)
class Layer:
    """Two GRUs, forward and backward: what the input gives to the three gates, and what the state gives."""

    input_weight: Floats
    bias: Floats
    gates: Floats
    candidate: Floats


@dataclass(frozen=True, slots=True)
class Model:
    characters: dict[str, int]
    unknown: int
    tags: tuple[str, ...]
    embedding: Floats
    layers: tuple[Layer, ...]
    output: Floats
    output_bias: Floats
    start: Floats
    end: Floats
    transitions: Floats


@cache
def model() -> Model:
    """The net of jieba's wheel. Raises ModuleNotFoundError where jieba has none."""
    spec = importlib.util.find_spec("jieba")
    folder = Path(spec.origin).parent / "lac_small" if spec and spec.origin else Path()
    if not (folder / "model_baseline" / "crfw").is_file():
        raise ModuleNotFoundError("jieba.lac_small", name="jieba.lac_small")
    weights = folder / "model_baseline"
    crf = _array(weights / "crfw")
    characters = {char: int(number) for number, char in _pairs(folder / "word.dic")}
    return Model(
        characters,
        characters["OOV"],
        tuple(tag for _, tag in _pairs(folder / "tag.dic")),
        _array(weights / "word_emb"),
        (_layer(weights, 0, 1), _layer(weights, 2, 3)),
        _array(weights / "fc_4.w_0"),
        _array(weights / "fc_4.b_0"),
        crf[0],
        crf[1],
        crf[2:],
    )


def _pairs(path: Path) -> Iterator[tuple[str, str]]:
    for line in path.read_text("utf-8").split("\n"):
        number, tab, value = line.partition("\t")
        if tab:
            yield number, value


def _array(path: Path) -> Floats:
    """A tensor as Paddle saves it: 16 bytes of versions, the length of a description, the description
    (a protobuf: field 1 the type, field 2 a dimension each), then the numbers.
    """
    raw = path.read_bytes()
    size = int.from_bytes(raw[16:20], "little")
    shape = tuple(_dimensions(raw[20 : 20 + size]))
    return np.frombuffer(raw, "<f4", offset=20 + size).reshape(shape)


def _dimensions(description: bytes) -> Iterator[int]:
    at = 2
    while at < len(description):
        at, value, shift = at + 1, 0, 0
        while True:
            byte = description[at]
            value |= (byte & 0x7F) << shift
            at, shift = at + 1, shift + 7
            if byte < 0x80:
                break
        yield value


def _layer(weights: Path, *numbers: int) -> Layer:
    """The parts of the GRUs of these numbers, each stacked."""
    recurrent = [_array(weights / f"gru_{number}.w_0") for number in numbers]
    hidden = recurrent[0].shape[0]
    parts = [np.split(matrix.reshape(-1), [2 * hidden * hidden]) for matrix in recurrent]
    biases = [_array(weights / f"fc_{n}.b_0") + _array(weights / f"gru_{n}.b_0") for n in numbers]
    return Layer(
        np.stack([_array(weights / f"fc_{number}.w_0") for number in numbers]),
        np.stack(biases),
        np.stack([gates.reshape(hidden, 2 * hidden) for gates, _ in parts]),
        np.stack([candidate.reshape(hidden, hidden) for _, candidate in parts]),
    )


def tag(texts: Sequence[str]) -> list[list[Tagged]]:
    """The tagged runs of each text, in order. Texts over 256 characters are cut for tagging.

    Batches hold texts of like length, so that little is padded and BLAS has wide matrices.
    """
    found: list[list[Tagged]] = [[] for _ in texts]
    pieces = sorted(
        (len(text[at : at + LONGEST]), number, at)
        for number, text in enumerate(texts)
        for at in range(0, len(text), LONGEST)
    )
    while pieces:
        longest = pieces[-1][0]
        take = max(1, BATCH // longest)
        batch = pieces[-take:]
        del pieces[-take:]
        parts = [texts[number][at : at + LONGEST] for _, number, at in batch]
        with _blas().limit(limits=1, user_api="blas"):
            paths = _paths(parts)
        for (_, number, at), path in zip(batch, paths, strict=True):
            found[number] += (Tagged(at + a, at + b, label) for a, b, label in _runs(path))
    return [sorted(runs) for runs in found]


@cache
def _blas() -> ThreadpoolController:
    """On several threads BLAS takes more time of the processor and no less of the clock: the matrices are small."""
    return ThreadpoolController()


def _paths(parts: Sequence[str]) -> list[list[str]]:
    net = model()
    lengths = np.array([len(part) for part in parts])
    ids = np.zeros((int(lengths.max()), len(parts)), dtype=np.int64)
    for column, part in enumerate(parts):
        plain = part.translate(HALF_WIDTH)
        ids[: len(part), column] = [net.characters.get(char, net.unknown) for char in plain]
    hidden = net.embedding[ids]
    for layer in net.layers:
        hidden = _gru(hidden, layer, lengths)
    emission = hidden @ net.output + net.output_bias
    return _viterbi(net, emission, lengths)


def _gru(inputs: Floats, net: Layer, lengths: NDArray[np.int64]) -> Floats:
    """States of shape (time, batch, 2 × hidden) of two GRUs in Paddle's form, u·c + (1 − u)·h: one from
    the start of each text and one from its end, both in one loop, its padding left at the end.
    """
    steps, batch, width = inputs.shape
    order, columns = _reversed(steps, lengths), np.arange(batch)
    size = net.candidate.shape[-1]
    ways = np.stack((inputs, inputs[order, columns])).reshape(2, steps * batch, width)
    given = (ways @ net.input_weight + net.bias).reshape(2, steps, batch, 3 * size)
    states: Floats = np.empty((2, steps, batch, size), dtype=np.float32)
    state: Floats = np.zeros((2, batch, size), dtype=np.float32)
    for step in range(steps):
        gates = state @ net.gates
        gates += given[:, step, :, : 2 * size]
        gates = 1 / (1 + np.exp(-gates))
        fresh = (gates[..., size:] * state) @ net.candidate
        fresh = np.tanh(fresh + given[:, step, :, 2 * size :])
        state = state + gates[..., :size] * (fresh - state)
        states[:, step] = state
    return np.concatenate((states[0], states[1][order, columns]), axis=2)


def _reversed(steps: int, lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    at = np.arange(steps)[:, None]
    return np.where(at < lengths, lengths - 1 - at, at)


def _viterbi(net: Model, emission: Floats, lengths: NDArray[np.int64]) -> list[list[str]]:
    """The best path of each text under the CRF."""
    steps, batch, _ = emission.shape
    score = emission[0] + net.start
    back = np.zeros(emission.shape, dtype=np.int64)
    into = np.ascontiguousarray(net.transitions.T)  # numpy reduces over the last axis faster
    for step in range(1, steps):
        options = score[:, None, :] + into
        back[step] = options.argmax(axis=2)
        better = np.take_along_axis(options, back[step][:, :, None], axis=2)[:, :, 0] + emission[step]
        score = np.where((step < lengths)[:, None], better, score)
    last = (score + net.end).argmax(axis=1)
    return [
        [net.tags[number] for number in _path(back[:, column], int(last[column]), int(lengths[column]))]
        for column in range(batch)
    ]


def _path(back: NDArray[np.int64], last: int, length: int) -> list[int]:
    path = [last]
    for step in range(length - 1, 0, -1):
        path.append(int(back[step, path[-1]]))
    return path[::-1]


def _runs(path: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    start = 0
    for at in range(1, len(path) + 1):
        if at == len(path) or path[at].endswith("-B") or (path[at] == "O") != (path[at - 1] == "O"):
            yield start, at, path[start].partition("-")[0]
            start = at
