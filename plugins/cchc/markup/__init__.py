"""Markdown → safe HTML and what is asked of it, behind one content-addressed cache."""
