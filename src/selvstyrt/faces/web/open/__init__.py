"""The open front door (åpne sider): what anybody may read, in three languages, each at its own address."""
