"""Rules of the feed and sitemap specifications; each function yields what is wrong with a document, nothing if all is right."""
