"""Files for web servers (IIS, nginx, Apache) and for the root of a host, all from one table of rules and one policy."""
