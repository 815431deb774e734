#!/bin/sh
# Finds a Python that fits and hands over to set-up/set_up.py.
stick=$(cd "$(dirname "$0")" && pwd) || exit 1
set_up="$stick/set-up/set_up.py"

# Started by a double click there is nowhere to read what happens.
if [ ! -t 1 ] && [ -n "$DISPLAY$WAYLAND_DISPLAY" ] && [ -z "$TAX_HELPER_TERMINAL" ] &&
    command -v x-terminal-emulator >/dev/null 2>&1; then
    TAX_HELPER_TERMINAL=1 exec x-terminal-emulator -e sh "$stick/start.sh"
fi

stop() {
    if [ -n "$TAX_HELPER_TERMINAL" ]; then
        printf 'Press Enter to close this window. '
        read -r _answer
    fi
    exit 1
}

if [ ! -f "$set_up" ]; then
    echo "This is not the whole stick: the folder set-up is missing beside this file."
    echo "Copy the whole folder, or take another stick."
    stop
fi

for version in @VERSIONS@ ""; do
    python="python3${version#3}"
    if command -v "$python" >/dev/null 2>&1 && "$python" "$set_up" --fits >/dev/null 2>&1; then
        "$python" "$set_up" "$@" || stop
        exit 0
    fi
done

echo "This computer has no Python that fits. These versions do: @VERSIONS@"
if command -v python3 >/dev/null 2>&1; then
    echo "It has $(python3 --version 2>&1)."
fi
echo "See READ-ME-FIRST.txt, \"If Linux has no Python that fits\"."
stop
