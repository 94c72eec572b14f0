"""The roster engine (turnusmotoren): problem in, lawful roster out. The only storey that knows OR-Tools."""
