"""Open data of the section (Nghị định 47/2020/NĐ-CP): its posts as JSON and CSV, and the page about all data sets.

`columns` says what is told of a post, `articles` writes it, `schema` describes it to machines, `page` to people.
"""
