"""Papers in and out: minutes to DOCX and text; rosters, plans and appendices from files."""
