#!/bin/sh
# Codes a passage in the real window, by mouse and keyboard: window_trial.sh PROJECT PROGRAM…
# Needs Xvfb, openbox and xdotool. The home it runs in is somebody's who starts for the first time.
set -eu
project=$1
shift
said=$(mktemp -d)
export XDG_RUNTIME_DIR="$said"  # as a session has it
: >"$said/window"

fail() {
    echo "window trial: $*"
    cat "$said/window"
    exit 1
}

# Tries for a minute until a command succeeds.
until_done() {
    tries=0
    until "$@" >/dev/null 2>&1; do
        tries=$((tries + 1))
        [ $tries -lt 300 ] || fail "waited in vain for: $*"
        sleep 0.2
    done
}

# The server takes a number that is free and tells it.
Xvfb -displayfd 3 -screen 0 1280x800x24 -nolisten tcp 3>"$said/display" >"$said/xvfb" 2>&1 &
screen=$!
trap 'kill $screen 2>/dev/null || true' EXIT
until_done test -s "$said/display"
DISPLAY=:$(cat "$said/display")
export DISPLAY
until_done xdotool getdisplaygeometry
openbox >"$said/openbox" 2>&1 &

number() {
    "$@" codings "$project" --json | grep -c '"guid"'
}
before=$(number "$@")
grown() {
    [ "$(number "$@")" -gt "$before" ]
}
# Its title is the file, the coder and the program.
window() {
    xdotool search --onlyvisible --name "^$(basename "$project") – .* – Annotator$"
}

"$@" "$project" >"$said/window" 2>&1 &
program=$!
# The first start asks for a name, and proposes one.
until_done xdotool search --onlyvisible --name '^Who codes[?]$'
sleep 1
xdotool key Return
until_done window
# A second start hands its file over and ends.
timeout 60 "$@" "$project" || fail "a second start did not end well"
kill -0 $program || fail "the window has gone"
# A click into the text, the word around it, and the key of the first code. Once more where that was
# too early: the second start has the project opened anew.
code_a_passage() {
    xdotool windowactivate "$(window)"
    sleep 1
    xdotool mousemove --window "$(window)" 640 420 click 1
    sleep 1
    xdotool key w
    sleep 1
    xdotool key 1
    sleep 2
    grown "$@"
}
code_a_passage "$@" || code_a_passage "$@" || code_a_passage "$@" || fail "no passage was coded"
xdotool key ctrl+q
until_done sh -c "! kill -0 $program"
wait $program || fail "the window ended with an error"
if [ -s "$said/window" ] && grep -q Traceback "$said/window"; then
    fail "the program has told of a mistake"
fi
log=$HOME/.cache/Annotator/log/annotator.log
if [ -e "$log" ] && grep -E 'CRITICAL|WARNING' "$log"; then
    fail "the program has noted a mistake in its log"
fi
rm -r "$said"
