"""The open API (åpent API): everything public as JSON, read-only, without a login, a key or a cookie."""
