"""What one source file says, as a record kept by its content: read, rendered and checked once, then only looked up.

digest   file → record: front matter, safe HTML, problems of its own, documents it cites
codec    record ↔ text
store    records and bodies by key, in sqlite, safe against damage
version  what a record depends on beside its file: our code and the packages that do the work
"""
