#!/bin/sh
# What apim:ship does on a machine. It is fed to "sh -s -- COMMAND DIRECTORY NODE ...", so nothing of it is installed there.
#
#   DIRECTORY/NODE.tar.gz             the tarball, and its .sha256
#   DIRECTORY/BASE.tar.gz             what several nodes' tarballs are layers over; sent as one called BASE is
#   DIRECTORY/.NODE.tar.gz.*.part     a tarball on its way
#   DIRECTORY/NODE/.apim-node         marks the folder as ours, and is its history: "TIME WHAT RELEASE [FROM]"
#   DIRECTORY/NODE/.lock              held by whoever is at work there
#   DIRECTORY/NODE/releases/SHA256    a home
#   DIRECTORY/NODE/releases/.*.part   a home that is being unpacked or removed
#   DIRECTORY/NODE/current            a link to the home in use
#   FILE.SHA256                       what opens the key store of a release whose launcher names FILE
#
# Answers are lines of words on standard output; what goes wrong is a sentence on standard error, and exit code 1.
#
# Whatever is ended between two steps, the same command does the rest the next time: what has a name is whole, and the
# history speaks of a step before it is taken. Nothing is believed that another user could have written.
set -u
LC_ALL=C
CDPATH=
export LC_ALL CDPATH

fail() {
    printf '%s\n' "$*" >&2
    exit 1
}

say() {
    printf '%s\n' "$*"
}

# The SHA-256 of a file, or of what is read.
sha256() {
    sum=$(sha256sum ${1+"$1"}) || return 1
    # a name with a backslash makes sha256sum put one before the sum
    sum=${sum#\\}
    printf '%s\n' "${sum%% *}"
}

size() {
    wc -c <"$1" | tr -d ' '
}

# Runs a command that must succeed, and tells what it said if it does not.
must() {
    said=$("$@" 2>&1) || fail "$said"
}

# The nearest folder that is there.
nearest() {
    folder=$1
    while [ ! -d "$folder" ]; do
        folder=$(dirname -- "$folder")
    done
    printf '%s\n' "$folder"
}

# Whether only this user or root can have put something there, and can change it.
is_own() {
    [ -n "$(find "$1" -prune \( -user "$user" -o -user 0 \) 2>/dev/null)" ] &&
        [ -n "$(find -H "$1" -prune \( -user "$user" -o -user 0 \) ! -perm -020 ! -perm -002 2>/dev/null)" ]
}

# Whether what lies in a folder is its owner's alone, although others may put things beside it, as in /tmp.
is_sticky() {
    [ -n "$(find -H "$1" -prune \( -user "$user" -o -user 0 \) -perm -1000 2>/dev/null)" ]
}

# Whether a file is ours to be written to: no link to another one, and none that is another one's second name.
is_own_file() {
    [ -f "$1" ] && [ ! -h "$1" ] && is_own "$1" && [ -n "$(find "$1" -prune -links 1)" ]
}

# Ends here if somebody is sending this file; what an ended connection has left may take a moment to end.
require_idle() {
    if is_own_file "$1" && command -v flock >/dev/null 2>&1; then
        flock -n "$1" true || { sleep 3 && flock -n "$1" true; } || fail "somebody else is sending $1 just now"
    fi
}

distrust() {
    # shellcheck disable=SC2012 # of one path, and no other common tool tells this
    fail "$1 ($(ls -ldL -- "$1" | awk '{ print $1 " " $3 }')) is left alone: others could put programs there that" \
        "$(id -un) would run. It must belong to $(id -un), and nobody else may write to it:" \
        "sudo chown $(id -un) $1; sudo chmod go-w $1"
}

# Ends here if others could have made or changed what this script goes by.
guard() {
    if [ -d "$directory" ]; then
        is_own "$directory" || is_sticky "$directory" || distrust "$directory"
    fi
    if ! is_foreign; then
        for place in "$home" "$mark" "$home/releases"; do
            if [ -e "$place" ]; then
                is_own "$place" || distrust "$place"
            fi
        done
    fi
}

# Whether something has the node's name that was not made here. What an ended run has left is no sign of others.
is_foreign() {
    [ -e "$home" ] || [ -h "$home" ] || return 1
    [ ! -f "$mark" ] || return 1
    [ -d "$home" ] || return 0
    for entry in "$home"/* "$home"/.[!.]* "$home"/releases/* "$home"/releases/.[!.]*; do
        case $entry in
            "$home/.lock" | "$home/.locked"* | "$home/releases") ;;
            *)
                if [ -e "$entry" ] || [ -h "$entry" ]; then
                    # Another run may have begun meanwhile.
                    [ ! -f "$mark" ]
                    return
                fi
                ;;
        esac
    done
    return 1
}

# Keeps others out of the node's folder until this script ends. The kernel's lock is gone with its process; a link that
# names the process stands in where there is no flock.
lock() {
    [ -w "$home" ] || fail "$(id -un) cannot write to $home"
    if command -v flock >/dev/null 2>&1; then
        exec 9>>"$home/.lock"
        flock -n 9 || fail "somebody else is installing into $home just now"
        return
    fi
    until ln -s -- "$$" "$home/.locked" 2>/dev/null; do
        [ -h "$home/.locked" ] || [ ! -e "$home/.locked" ] || fail "$home/.locked is not a lock; remove it"
        holder=$(readlink "$home/.locked") || continue
        if [ -d "/proc/$holder" ]; then
            fail "somebody else is installing into $home just now: process $holder;" \
                "if that is none of apim:ship, remove $home/.locked"
        fi
        # Of several that find it left behind, one gets it.
        mv -T -- "$home/.locked" "$home/.locked.$$" 2>/dev/null || continue
        if [ "$(readlink "$home/.locked.$$")" != "$holder" ]; then
            mv -n -T -- "$home/.locked.$$" "$home/.locked"
        fi
        rm -f -- "$home/.locked.$$"
    done
    trap 'rm -f -- "$home/.locked"' EXIT
    trap 'exit 1' HUP INT TERM
}

# The kilobytes that are free where a folder is, or would be.
free_kilobytes() {
    df -Pk "$(nearest "$1")" | awk 'NR == 2 { print $4 }'
}

# Whether a word is the name of a release.
is_release() {
    case $1 in
        *[!0-9a-f]*) return 1 ;;
    esac
    [ "${#1}" -eq 64 ]
}

# Whether a release is in the history: only those are ours.
is_known() {
    is_release "$1" && [ -f "$mark" ] &&
        awk -v release="$1" '$3 == release { found = 1 } END { exit !found }' "$mark"
}

# Whether a home has what every home has; one that was unpacked twice at a time may lack it.
is_whole() {
    [ ! -h "$1" ] && [ -f "$1/bin/start-node.sh" ] && [ -f "$1/.apim/manifest.json" ]
}

remember() {
    printf '%s %s\n' "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$*" >>"$mark" || fail "cannot write $mark"
}

current_release() {
    target=$(readlink "$home/current" 2>/dev/null) || return 0
    if [ "$target" = "releases/${target#releases/}" ] && is_release "${target#releases/}"; then
        printf '%s\n' "${target#releases/}"
    fi
}

# All releases of ours that are there, the one that was last spoken of first.
releases() {
    [ -f "$mark" ] || return 0
    awk 'length($3) == 64 && $3 !~ /[^0-9a-f]/ { last[$3] = NR }
        END { for (release in last) print last[release], release }' "$mark" |
        sort -rn | while read -r _ release; do
        [ -d "$home/releases/$release" ] && printf '%s\n' "$release"
    done
    return 0
}

# The releases whose servers run, as start-node.sh knows them: by what their processes were started with. Nothing of a
# release is run for that.
running_releases() {
    [ -d "$home/releases" ] || return 0
    place=$(cd -P -- "$home/releases" && pwd -P) || return 0
    (cd /proc && cat [0-9]*/cmdline) 2>/dev/null | tr '\0' '\n' | place=$place/ awk '
        { home = "" }
        index($0, "-Dcarbon.home=") == 1 { home = substr($0, 15) }
        index($0, "-Dactivemq.home=") == 1 { home = substr($0, 17); gsub(/"/, "", home) }
        before ~ /(^|\/)(|a|ba|da|k|mk)sh$/ && match($0, /\/bin\/(wso2server\.sh|api-manager\.sh|api-cp\.sh|key-manager\.sh|traffic-manager\.sh|gateway\.sh|activemq)$/) {
            home = substr($0, 1, RSTART - 1)
        }
        index(home, ENVIRON["place"]) == 1 { print substr(home, length(ENVIRON["place"]) + 1) }
        { before = $0 }'
}

runs() {
    running_releases | grep -q -x -F -e "$1"
}

running_release() {
    running=$(running_releases)
    for release in $(releases); do
        if printf '%s\n' "$running" | grep -q -x -F -e "$release"; then
            printf '%s\n' "$release"
            return
        fi
    done
}

# The release that the last installation replaced; none if it has been rolled back already. A step that the history speaks
# of, but after which current is another release, was not taken.
replaced_release() {
    [ -f "$mark" ] || return 0
    awk -v current="$(current_release)" '
        ($2 == "install" || $2 == "rollback") && $3 == current { from = $2 == "install" ? $4 : "" }
        END { if (length(from) == 64 && from !~ /[^0-9a-f]/) print from }' "$mark"
}

# look DIRECTORY NODE SHA256 SIZE: what is there; changes nothing.
look() {
    sha=$1
    bytes=$2
    part=$directory/.$node.tar.gz.$sha.part
    say "free $(free_kilobytes "$directory")"
    if is_own_file "$part"; then
        say "part $(size "$part") $(sha256 "$part")"
    fi
    if [ -f "$tarball" ]; then
        if [ "$(size "$tarball")" = "$bytes" ] && is_own "$tarball" && [ "$(sha256 "$tarball")" = "$sha" ]; then
            say "tarball same"
        else
            say "tarball other"
        fi
    fi
    for other in "$directory"/*.tar.gz; do
        if [ -f "$other" ]; then
            say tarballs
            break
        fi
    done
    if is_foreign; then
        say "foreign $home"
    fi
    if is_known "$sha" && is_whole "$home/releases/$sha"; then
        say "unpacked"
    fi
    say "current $(current_release)"
    say "running $(running_release)"
    say "replaced $(replaced_release)"
    for release in $(releases); do
        say "release $release"
    done
    for place in "$home/releases/".*.part; do
        if [ -e "$place" ]; then
            say leftovers
            break
        fi
    done
}

# make DIRECTORY NODE PART: a folder that can be written to; other parts of the node are cleared away.
make() {
    part=$1
    if ! said=$(mkdir -p -- "$directory" 2>&1) || [ ! -w "$directory" ]; then
        fail "$(id -un) cannot write to $directory${said:+ ($said)}; make it there and give it to that user:" \
            "sudo install -d -o $(id -un) $directory"
    fi
    for other in "$directory/.$node.tar.gz."*.part; do
        if [ "$other" != "$part" ] && [ -f "$other" ]; then
            require_idle "$other"
            rm -f -- "$other"
        fi
    done
    if [ ! -e "$part" ] && [ ! -h "$part" ]; then
        (umask 077 && set -C && : >"$part") 2>/dev/null || fail "$(id -un) cannot write to $directory"
    fi
    is_own_file "$part" || fail "$part belongs to somebody else and is left alone; remove it, or let its owner do so"
    must chmod 600 -- "$part"
}

# Whether block NUMBER of a file, counted from 0, has a SHA-256 that begins with SUM. has_block FILE NUMBER SUM
has_block() {
    case $(dd if="$1" bs=65536 skip=$(($2 * chunks)) count="$chunks" 2>/dev/null | sha256) in
        "$3"*) ;;
        *) return 1 ;;
    esac
}

# begin DIRECTORY NODE PART FROM CHUNKS SUM...: a part that has FROM bytes begins with more of them if a tarball here has
# them: this node's last one, or another node's. The tarball's blocks of CHUNKS x 64 KiB have SHA-256 that begin with SUM...
begin() {
    part=$1
    chunks=$3
    most=$(($2 / (chunks * 65536)))
    shift 3
    like=
    for other in "$tarball" "$directory"/*.tar.gz; do
        # Only who has the block after the most that was found can have more.
        if [ "$most" -lt $# ] && [ -f "$other" ] && (shift "$most" && has_block "$other" "$most" "$1"); then
            same=0
            for sum in "$@"; do
                has_block "$other" "$same" "$sum" || break
                same=$((same + 1))
            done
            if [ "$same" -gt "$most" ]; then
                most=$same
                like=$other
            fi
        fi
    done
    if [ -n "$like" ]; then
        must dd if="$like" of="$part" bs=65536 count=$((most * chunks))
        say "begun $((most * 65536 * chunks))"
    fi
}

# discard DIRECTORY NODE PART: forgets what has arrived.
discard() {
    require_idle "$1"
    rm -f -- "$1"
}

# receive DIRECTORY NODE SHA256 PART: checks a whole part, and gives it its name.
receive() {
    sha=$1
    part=$2
    sum=$directory/.$node.tar.gz.sha256.$$.part
    is_own_file "$part" || fail "$part is not there any more, or belongs to somebody else; somebody else may be sending it"
    require_idle "$part"
    arrived=$(sha256 "$part") || fail "cannot read $part"
    if [ "$arrived" != "$sha" ]; then
        rm -f -- "$part"
        fail "what arrived has the SHA-256 $arrived instead of $sha; it was deleted"
    fi
    sync -- "$part" 2>/dev/null || sync
    # The checksum first: without the tarball both are sent again.
    (set -C && printf '%s  %s\n' "$sha" "$node.tar.gz" >"$sum") || fail "cannot write $sum"
    must mv -f -T -- "$sum" "$tarball.sha256"
    must mv -f -T -- "$part" "$tarball"
}

require_own() {
    ! is_foreign || fail "$home was not made by apim:ship and is left alone; move it away, or set another shipping.directory"
}

# Removes what was being unpacked or removed when a run was ended.
sweep() {
    rm -rf -- "$home/releases/".*.part
}

# Unpacks a tarball into the part of a release. untar TARBALL PART
untar() {
    if ! said=$(tar -xzpf "$1" -C "$2" --strip-components=1 2>&1 </dev/null); then
        left=$(free_kilobytes "$home")
        rm -rf -- "$2"
        [ "$left" -ge 1024 ] || fail "the disk is full: $1 cannot be unpacked to $home/releases; make room there"
        fail "cannot unpack $1: $(printf '%s\n' "$said" | head -n 3)"
    fi
}

# unpack DIRECTORY NODE SHA256 [BASE SHA256]: makes a release of the tarball, over a base if it is a layer.
unpack() {
    sha=$1
    base=${2:+$directory/$2.tar.gz}
    release=$home/releases/$sha
    part=$home/releases/.$sha.$$.part
    require_own
    mkdir -- "$home" 2>/dev/null || [ -d "$home" ] || fail "$(id -un) cannot make $home"
    lock
    # Another run may have made all of this meanwhile.
    guard
    require_own
    [ -f "$mark" ] || remember made "by apim-maven-plugin"
    must mkdir -p -- "$home/releases"
    sweep
    if [ -e "$release" ] || [ -h "$release" ]; then
        is_known "$sha" || fail "$release was not made by apim:ship and is left alone; move it away"
        ! is_whole "$release" || return 0
    fi
    if ! is_own "$tarball" || [ "$(sha256 "$tarball")" != "$sha" ]; then
        fail "$tarball is not the tarball that was sent; ship it again"
    fi
    if [ -n "$base" ] && { ! is_own "$base" || [ "$(sha256 "$base")" != "$3" ]; }; then
        fail "$base is not the base that was sent, or is gone; ship $node again"
    fi
    must mkdir -- "$part"
    if [ -n "$base" ]; then
        untar "$base" "$part"
    fi
    untar "$tarball" "$part"
    if [ -e "$part/.apim/dropped" ]; then
        [ -n "$base" ] || fail "$tarball is a layer, and nobody says over which base; ship $node again"
        # What a layer drops of its base, and the list itself: each path begins with ./ and ends with a 0 byte.
        (cd -- "$part" && xargs -0 rm -rf <.apim/dropped) || fail "cannot delete what $tarball drops of $base"
    fi
    is_whole "$part" || fail "$tarball holds no node's home; build it with apim:assemble, and ship it again"
    # The names must not reach the disk before the files.
    sync -f "$part" 2>/dev/null || sync
    remember unpack "$sha"
    discard_release "$sha"
    must mv -T -- "$part" "$release"
    sweep
}

# Takes a release away in one step; sweep removes it.
discard_release() {
    if [ -e "$home/releases/$1" ] || [ -h "$home/releases/$1" ]; then
        must mv -T -- "$home/releases/$1" "$home/releases/.$1.removed.$$.part"
    fi
}

# carry DIRECTORY NODE SHA256 PATH...: gives a release what the current one holds at these paths.
carry() {
    sha=$1
    shift
    from=$(current_release)
    if [ -z "$from" ] || [ "$from" = "$sha" ]; then
        return 0
    fi
    for path in "$@"; do
        source=$home/releases/$from/$path
        target=$home/releases/$sha/$path
        if [ -e "$source" ] || [ -h "$source" ]; then
            must mkdir -p -- "$(dirname -- "$target")"
            must rm -rf -- "$target.apim-new"
            must cp -a -- "$source" "$target.apim-new"
            must rm -rf -- "$target"
            must mv -T -- "$target.apim-new" "$target"
        fi
    done
}

# switch DIRECTORY NODE SHA256 install|rollback RELEASES: lets current point at a release, and removes the oldest ones.
switch() {
    sha=$1
    what=$2
    most=$3
    if ! is_known "$sha" || ! is_whole "$home/releases/$sha"; then
        fail "there is no whole release $sha in $home"
    fi
    from=$(current_release)
    if [ -e "$home/current" ] && [ ! -h "$home/current" ]; then
        fail "$home/current is not a link and is left alone; move it away"
    fi
    if [ "$from" != "$sha" ]; then
        must rm -f -- "$home/.current.part"
        must ln -s -- "releases/$sha" "$home/.current.part"
        remember "$what" "$sha" "$from"
        must mv -T -- "$home/.current.part" "$home/current"
    fi
    prune "$most" "$sha"
}

# Deletes what opens the key store of a release, which goes.
forget_password() {
    file=$(sed -n 's|^KEYSTORE_PASSWORD_FILE=\(/.*\)$|\1|p' "$home/releases/$1/bin/start-node.sh" | head -n 1)
    [ -z "$file" ] || rm -f -- "$file.$1"
}

prune() {
    count=0
    for release in $(releases); do
        count=$((count + 1))
        if [ "$count" -gt "$1" ] && [ "$release" != "$2" ] && ! runs "$release"; then
            forget_password "$release"
            discard_release "$release"
            say "removed $release"
        fi
    done
    sweep
}

# stop DIRECTORY NODE: stops whichever release runs.
stop() {
    release=$(running_release)
    if [ -n "$release" ]; then
        said=$("$home/releases/$release/bin/start-node.sh" stop </dev/null 2>&1 9>&-) || fail "$said"
    fi
}

# Whether all these ports are listened to.
listens() {
    for port in "$@"; do
        # the fourth column of the kernel's table; 0A means that somebody listens
        cat /proc/net/tcp /proc/net/tcp6 2>/dev/null | awk -v port="$(printf '%04X' "$port")" \
            '$4 == "0A" && substr($2, length($2) - 4) == ":" port { found = 1 } END { exit !found }' || return 1
    done
}

# start DIRECTORY NODE SECONDS PORT...: starts the current release and waits until it listens to its ports.
start() {
    seconds=$1
    shift
    release=$(current_release)
    [ -n "$release" ] || fail "$home/current points at no release"
    launcher=$home/releases/$release/bin/start-node.sh
    [ -x "$launcher" ] || fail "$launcher is missing"
    # A server keeps what it is given open: neither the answer nor the lock must wait for its end.
    log=$home/.start.log
    "$launcher" start </dev/null >"$log" 2>&1 9>&- || fail "$(tail -n 20 "$log")"
    while ! listens "$@"; do
        [ "$seconds" -gt 0 ] || fail "started, but does not listen to all of $* yet; see $home/current/repository/logs"
        sleep 1
        runs "$release" || fail "started, but ended before it listened to $*; see $home/current/repository/logs"
        seconds=$((seconds - 1))
    done
}

main() {
    command=$1
    directory=${2%/}
    node=$3
    shift 3
    home=$directory/$node
    mark=$home/.apim-node
    tarball=$directory/$node.tar.gz
    user=$(id -u)
    umask 022
    guard
    case $command in
        carry | switch | stop | start)
            if [ -d "$home" ]; then
                require_own
                lock
            fi
            ;;
    esac
    case $command in
        look | make | begin | discard | receive | unpack | carry | switch | stop | start) "$command" "$@" ;;
        *) fail "unknown command $command" ;;
    esac
}

main "$@"
