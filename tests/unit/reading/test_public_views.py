"""Which views are open to everybody: this list, and a change to it is a decision."""

from __future__ import annotations

from pyramid.security import NO_PERMISSION_REQUIRED

from tests.makers import make_copy

PUBLIC = {
    "about", "accessibility", "announcement", "announcement_paper", "announcements", "api_picked", "api_search", "api_suggest",
    "audience", "desk_login", "desk_without_slash", "document", "document_compare", "document_comparison", "document_version",
    "document_versions", "event", "event_compare", "event_comparison", "event_versions", "feed", "form", "form_compare",
    "form_comparison", "form_paper", "form_version", "form_versions", "guide", "guide_compare", "guide_comparison", "guide_feed",
    "guide_list", "guide_paper", "guide_printed", "guide_version", "guide_versions", "hall", "hall_compare", "hall_comparison",
    "hall_screen", "hall_version", "hall_versions", "health", "home", "kiosk", "place", "place_feed", "place_paper", "place_without_slash",
    "robots", "scan_box", "scan_check", "scan_item", "scan_sign", "search", "service", "service_compare", "service_comparison",
    "service_versions", "services", "sitemap", "sitemap_xml", "static",
}  # fmt: skip


def test_exactly_these_routes_are_public(site) -> None:
    registry = site(make_copy()).app.registry
    views = [entry["introspectable"] for entry in registry.introspector.get_category("views") or ()]
    routed = [view for view in views if view["route_name"] and not view["exception_only"]]
    marked = {
        entry["introspectable"]["value"]
        for entry in registry.introspector.get_category("permissions") or ()
        if entry["introspectable"]["value"] != "staff"
    }
    opened = {view["route_name"] for view in routed if _permission(registry, view) == NO_PERMISSION_REQUIRED}
    assert opened == PUBLIC, (opened ^ PUBLIC, marked)


def _permission(registry, view) -> str:
    related = registry.introspector.related(view)
    found = [one["value"] for one in related if one.category_name == "permissions"]
    return found[0] if found else NO_PERMISSION_REQUIRED
