from pages.common import show

view = show.view()
