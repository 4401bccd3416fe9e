"""Files for web servers: web.config, snippets for nginx and Apache, robots.txt, security.txt; never compressed."""

from __future__ import annotations

from cchc.hooks.stage import Stage, offer
from cchc.hooks.writer import SectionWriter
from cchc.pages.views import RedirectView
from cchc.server.apache import apache_conf
from cchc.server.iis import web_config
from cchc.server.nginx import nginx_conf
from cchc.server.root_files import root_files
from cchc.server.settings import ServerSettings, read_server


class ServerGenerator(Stage):
    """Files for web servers."""

    def generate_context(self) -> None:
        """Check the settings before anything is written."""
        self.server = self._read()

    def generate_output(self, writer: SectionWriter) -> None:
        """Write them."""
        views = [page.view for page in self.state.pages]
        moved = {view.head.url: view.target for view in views if isinstance(view, RedirectView)}
        texts = {
            "may-chu/nginx.conf": nginx_conf(self.server, moved),
            "may-chu/apache.conf": apache_conf(self.server, moved), **root_files(self.server),
        }
        writer.write_bytes("web.config", web_config(self.server, moved, self.state.theme.files))
        for path, text in texts.items():
            writer.write_bytes(path, text.encode())

    def _read(self) -> ServerSettings:
        build, chrome = self.state.settings, self.state.chrome
        return read_server(
            self.settings["CCHC_SERVER"], base_url=build.base_url, day=build.moment.date(),
            measuring=chrome.frame.measuring, rating_url=chrome.frame.rating_url, internal=chrome.internal,
        )


register = offer(ServerGenerator)
