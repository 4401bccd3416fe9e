"""Rules over posts, pages, links, files and the whole site; each yields problems and prints nothing."""
