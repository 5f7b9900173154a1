"""The least that Streamlit can show, a line of text or one chart: what our pages are measured beside."""

import streamlit as st


def text() -> None:
    st.title("Text")
    st.write("One line.")


def chart() -> None:
    import plotly.graph_objects as go

    st.title("Chart")
    st.plotly_chart(go.Figure(go.Bar(x=["a", "b", "c"], y=[1, 3, 2])), theme=None)


st.navigation([st.Page(text, default=True), st.Page(chart)]).run()
