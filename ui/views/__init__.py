"""What the tabs show, as HTML in which every foreign text is escaped."""
