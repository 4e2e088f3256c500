"""The files under static/: each at an address that holds the digest of its bytes, kept by browsers for ever.

Files are read once, at start-up, into memory: some tens of kilobytes of style and script. A front server may serve them as well.
"""

from __future__ import annotations

import hashlib
import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pyramid.httpexceptions import HTTPNotFound
from pyramid.response import Response

from mingbai.web.access import PUBLIC
from mingbai.web.headers import FOR_EVER

_TEXT = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".txt": "text/plain"}


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """One file, ready to be sent."""

    body: bytes
    content_type: str


def addressed(folder: Path) -> tuple[Mapping[str, str], Mapping[str, File]]:
    """For every file under ``folder``: its name → its address, and its address → the file."""
    addresses: dict[str, str] = {}
    files: dict[str, File] = {}
    for path in sorted(one for one in folder.rglob("*") if one.is_file()):
        name, body = path.relative_to(folder).as_posix(), path.read_bytes()
        stem = name.removesuffix(path.suffix)
        address = f"{stem}.{hashlib.sha256(body).hexdigest()[:12]}{path.suffix}"
        addresses[name] = address
        files[address] = File(body=body, content_type=_content_type(path))
    return MappingProxyType(addresses), MappingProxyType(files)


def _content_type(path: Path) -> str:
    return _TEXT.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"


def static_file(request: Any) -> Response:
    """A file by its address with digest; 404 for any other."""
    file = request.registry.static_bodies.get(request.matchdict["name"])
    if file is None:
        raise HTTPNotFound
    charset = "utf-8" if file.content_type.startswith(("text/", "image/svg")) else None
    response = Response(body=file.body, content_type=file.content_type, charset=charset)
    response.headers["Cache-Control"] = FOR_EVER
    return response


def includeme(config: Any) -> None:
    """Read the files, and serve them under /static/."""
    registry = config.registry
    registry.static_files, registry.static_bodies = addressed(Path(registry.mingbai.static))
    config.add_route("static", "/static/{name:.+}", request_method=("GET", "HEAD"))
    config.add_view(static_file, route_name="static", permission=PUBLIC)
