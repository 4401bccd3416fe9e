"""Feeds: of the section as RSS 2.0, Atom and JSON Feed; of every field, unit and plan task as RSS 2.0 and Atom.

`entries` makes what a feed holds, `channels` the feeds of a site; `rss`, `atom` and `json_feed` write one form each.
"""
