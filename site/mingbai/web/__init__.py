"""What every page shares: addresses, templates, languages, headers, errors, kept values. Knows no kind of page."""
