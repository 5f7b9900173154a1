"""The network of joint events as GEXF, for Gephi and its kin."""

from __future__ import annotations

import io
from xml.etree.ElementTree import SubElement

import networkx as nx
import pandas as pd
from networkx.readwrite.gexf import GEXFWriter

# XML 1.0 has no way to write these, not even as references.
_UNWRITABLE = dict.fromkeys([*range(9), 11, 12, *range(14, 32), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF])
_TOLD = {"observed": int, "expected": float, "q": float, "verdict": str}


def gexf(pairs: pd.DataFrame, header: str) -> bytes:
    """``pairs`` of ``measures.coappearance.pairs`` as a GEXF 1.2 document.

    A node is a person with ``n``, the events they were present at; an edge carries observed and
    expected joint events, q and the verdict, its weight is ``observed``; persons who never met have
    no edge, what is missing is left out. ``header``, the selection in words, becomes the description.
    """
    graph = nx.Graph()
    for pair in pairs.to_dict("records"):
        ends = _clean(pair["person_a"]), _clean(pair["person_b"])
        graph.add_node(ends[0], label=_clean(pair["name_a"]), n=int(pair["n_a"]))
        graph.add_node(ends[1], label=_clean(pair["name_b"]), n=int(pair["n_b"]))
        if not pair["observed"]:  # Gephi draws a tie of weight 0 like any other.
            continue
        told = {name: kind(pair[name]) for name, kind in _TOLD.items() if not pd.isna(pair[name])}
        graph.add_edge(*ends, weight=float(pair["observed"]), **told)
    return _document(graph, _clean(header))


def _clean(text: object) -> str:
    return str(text).translate(_UNWRITABLE)


def _document(graph: nx.Graph, description: str) -> bytes:
    writer = GEXFWriter(graph)
    meta = writer.xml.find("meta")
    meta.attrib.clear()  # It names today; the same selection is to give the same bytes.
    meta.find("creator").text = "Banmian"
    SubElement(meta, "description").text = description
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()
