"""Streamlit pages that show nothing of interest: what our pages are measured beside."""

import pandas as pd
import plotly.graph_objects as go
import streamlit as st


def bars(key: str) -> None:
    st.plotly_chart(go.Figure(go.Bar(x=["a", "b", "c"], y=[1, 3, 2])), theme=None, key=key)


def text() -> None:
    st.title("Text")
    st.write("One line.")


def chart() -> None:
    st.title("Chart")
    bars("only")


def parts() -> None:
    """What an ordinary page of ours is made of, with nothing in it: two charts, a choice, a table."""
    st.title("Parts")
    left, right = st.columns([3, 2])
    with left:
        bars("left")
    with right:
        st.selectbox("Choice", ["a", "b"])
        bars("right")
    st.dataframe(pd.DataFrame({"a": [1, 2, 3]}))


st.navigation([st.Page(text, default=True), st.Page(chart), st.Page(parts)]).run()
