"""Entries for tests of the search index."""

from __future__ import annotations

from typing import Any

from mingbai.search.entry import Entry


def make(slug: str, name: str = "", region: str = "320600", **more: Any) -> Entry:
    """A small entry; what is not named is empty."""
    fields = dict.fromkeys(("service", "aliases", "asked", "main_item", "materials", "basis", "body", "code"), "")
    return Entry(**{**fields, "region": region, "slug": slug, "digest": f"{slug}1", "name": name, "audiences": (), **more})


ENTRIES = (
    make("allowance", "生育津贴支付", service="maternity-allowance", asked="产假工资谁发", code="322036024000"),
    make("maternity", "生育医疗费支付", service="maternity-payment", body="生育津贴另行申请", basis="《社会保险法》第五十四条\n国家规定"),
    make(
        "transfer",
        "转移接续手续办理",
        region="420000",
        service="transfer",
        materials="参保\n参保凭证",
        basis="国务院令第735号",
        audiences=("flexible",),
    ),
)
