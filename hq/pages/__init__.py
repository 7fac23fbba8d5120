"""Headquarters' pages for people: HTML without script, Vietnamese, made on the server (design.md §6).

`registry` says what a page is, `site` lists them all: routes, navigation and the test of all roles × all addresses
come from that list. `shell` makes the answer, `forms` reads what is sent, `tables` shows rows and writes them as XLSX.
"""
