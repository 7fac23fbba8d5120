#!/bin/sh
# Opens the desk: here when this is a terminal, else in the first terminal that is found.
case $0 in */*) here=${0%/*} ;; *) here=. ;; esac
here=$(CDPATH='' cd -- "$here" && pwd) || exit 1
program=$here/program/bienban

if [ $# -gt 0 ] || [ -t 1 ]; then
    exec "$program" "$@"
fi
for terminal in gnome-terminal ptyxis kgx; do
    if command -v "$terminal" >/dev/null 2>&1; then exec "$terminal" -- "$program"; fi
done
for terminal in konsole xfce4-terminal mate-terminal lxterminal qterminal kitty alacritty foot x-terminal-emulator xterm; do
    if command -v "$terminal" >/dev/null 2>&1; then exec "$terminal" -e "$program"; fi
done
echo "Không thấy cửa sổ dòng lệnh nào. Hãy mở một cửa sổ như thế rồi gõ: $here/bienban" >&2
exit 1
