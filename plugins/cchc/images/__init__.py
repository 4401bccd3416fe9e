"""Pictures: their size, what is taken out before they are published, and smaller variants of them."""
