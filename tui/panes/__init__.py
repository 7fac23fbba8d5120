"""The panes: what fills the screen between header and entry line. Each draws lines and maps keys to commands."""
