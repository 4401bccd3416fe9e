"""The CCHC section: a communication plan, its posts, and which planned tasks have published outputs.

Data flows one way; a module knows only the ones below it (enforced by import-linter, see pyproject.toml).

hooks/        the only importer of Pelican: one thin file per stage, the pipeline order is PLUGINS
editor/       new posts, preview
incremental/  staging and committing the output as one transaction
release/      publishing the output, listing and returning to earlier releases
render        a page value → HTML
pages/        site + coverage → pages, each a frozen view
feeds, sitemap, exports   machine-readable pages
coverage      plan + outputs + day → status of every task
checks/       rules over the whole site
markup/       Markdown → safe HTML and facts about it
site          load_site, the one reader of content/
post, plan, output_log, asset files   one source file → one value
fields, front_matter, schedule        the field tables and how values are read
text, yaml_nodes, problems, vocabulary, urls, manifest   the ground
errors        what stops a command, with its exit code
"""
