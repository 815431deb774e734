"""The page frame: what stands on every page, and the page itself. Start it with `streamlit run`."""

import streamlit as st

from compliance.screens import frame, look

frame.begin()
st.set_page_config(
    page_title=frame.product(), page_icon=frame.ICON, layout="wide", initial_sidebar_state="collapsed"
)
st.html(look.style_sheet())
page = st.navigation(frame.pages(), position="hidden")
frame.header(page.url_path)
if frame.keeping_waits():
    frame.wait_for_keeping()
else:
    if frame.rules_are_sound():
        frame.show(page)
    frame.footer()
    frame.keep_what_the_page_changed()
