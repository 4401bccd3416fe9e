"""Social cards: the picture that stands for a page without one of its own when the page is shared."""
