"""The CCHC section: a communication plan, its posts, and which planned tasks have published outputs.

Data flows one way; a module knows only the ones below it (enforced by import-linter, see pyproject.toml).

hooks/        the only importer of Pelican: one thin file per stage, the pipeline order is PLUGINS
rendering     the pages whose fingerprint changed, over several processes
retouch       new bodies of edited posts put into their pages, when nothing else differs
gallery       every component of the theme with its examples
editor/       new posts, new logs, preview
importers/    a plan as a Word file → the text of a plan file, with questions where it is not sure
incremental/  staging and committing the output as one transaction; what the last build was made from
release/      publishing the output, listing and returning to earlier releases
render, theme a page value → HTML; the stylesheet and scripts
reports/      what the office sends: report, dispatch, digest, tables, evidence; each a view, then a file of it
feeds/, open_data/, sitemap   what other software reads: new posts, all posts, addresses
search/       what readers may find, and the files the search page looks it up in
server/       web.config, snippets for nginx and Apache, robots.txt, from one table of headers
audit/        a built site against a dated rule set
pages/        site + coverage → pages, each a frozen view
exports, coverage_schema  coverage as JSON, CSV and text
chasing, changes          what to tell a unit; what changed between two days
outputs       posts, attachments and log rows → outputs
coverage      plan + outputs + day → status of every task
examination   everything read and checked: what check and build start from
records/      what one post or page says by itself, kept by the content of its file
checks/       rules over posts, links, files and the whole site
documents, citations      documents that plans and posts name
cards/, qr    the picture of a shared page, the code of a printed one
markup/       Markdown → safe HTML and facts about it
images/       a picture's size, what is taken out of it before it is published, smaller variants of it
site, content_files   load_site, the one reader of content/
post, plan, plan_rules, output_log, asset files   one source file → one value
log_rows, log_cells, spreadsheet, excel_file   the sheet behind an output log
fields, front_matter, schedule, periods        the field tables and how values are read
workers/      processes that share work, within limits of time and memory
text, yaml_nodes, problems, vocabulary, urls, manifest, sealed, office_file, kept_files   the ground
errors        what stops a command, with its exit code
"""
