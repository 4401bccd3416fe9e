"""Publish a finished build, and go back.

local    publish, list and roll back in a local folder: releases/<id>, and `current` for the web server
target   what a target's name may be
gate     when a build must not replace the one that is online
store    one release folder: linked or copied, read back, then named
record   releases.json and what the folders themselves say
switch   `current`: an atomically replaced link, or two renames where links do not work
"""
