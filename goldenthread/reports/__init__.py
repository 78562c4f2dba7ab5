"""Reports: the law's contents, sections with live figures, and editions that never move."""
