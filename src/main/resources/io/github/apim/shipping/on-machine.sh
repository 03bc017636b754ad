#!/bin/sh
# What apim:ship does on a machine. It is fed to "sh -s -- COMMAND DIRECTORY NODE ...", so nothing of it is installed there.
#
#   DIRECTORY/NODE.tar.gz             the tarball, and its .sha256
#   DIRECTORY/.NODE.tar.gz.*.part     a tarball on its way
#   DIRECTORY/NODE/.apim-node         marks the folder as ours, and is its history: "TIME WHAT RELEASE [FROM]"
#   DIRECTORY/NODE/releases/SHA256    a home
#   DIRECTORY/NODE/current            a link to the home in use
#
# Answers are lines of words on standard output; what goes wrong is a sentence on standard error, and exit code 1.
set -u
LC_ALL=C
export LC_ALL

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

# The kilobytes that are free where a folder is, or would be.
free_kilobytes() {
    df -Pk "$(nearest "$1")" | awk 'NR == 2 { print $4 }'
}

# Whether a release is in the history: only those are ours.
is_known() {
    [ -f "$mark" ] && awk -v release="$1" '$3 == release { found = 1 } END { exit !found }' "$mark"
}

remember() {
    printf '%s %s\n' "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$*" >>"$mark" || fail "cannot write $mark"
}

current_release() {
    target=$(readlink "$home/current" 2>/dev/null) || return 0
    case $target in
        releases/*/*) ;;
        releases/*) printf '%s\n' "${target#releases/}" ;;
    esac
}

# All releases of ours that are there, the one that was last spoken of first.
releases() {
    [ -f "$mark" ] || return 0
    awk 'length($3) == 64 { last[$3] = NR } END { for (release in last) print last[release], release }' "$mark" |
        sort -rn | while read -r _ release; do
        [ -d "$home/releases/$release" ] && printf '%s\n' "$release"
    done
    return 0
}

runs() {
    [ -x "$home/releases/$1/bin/start-node.sh" ] &&
        "$home/releases/$1/bin/start-node.sh" status </dev/null >/dev/null 2>&1
}

running_release() {
    for release in $(releases); do
        if runs "$release"; then
            printf '%s\n' "$release"
            return
        fi
    done
}

# The release that the last installation replaced; none if it has been rolled back already.
replaced_release() {
    [ -f "$mark" ] || return 0
    awk '$2 == "install" { from = $4 } $2 == "rollback" { from = "" } END { if (from != "") print from }' "$mark"
}

# look DIRECTORY NODE SHA256 SIZE: what is there; changes nothing.
look() {
    sha=$1
    bytes=$2
    part=$directory/.$node.tar.gz.$sha.part
    say "free $(free_kilobytes "$directory")"
    if [ -f "$part" ]; then
        say "part $(size "$part") $(sha256 "$part")"
    fi
    if [ -f "$tarball" ]; then
        if [ "$(size "$tarball")" = "$bytes" ] && [ "$(sha256 "$tarball")" = "$sha" ]; then
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
    if [ -e "$home" ] && [ ! -f "$mark" ] && [ -n "$(ls -A "$home" 2>/dev/null)" ]; then
        say "foreign $home"
    fi
    if is_known "$sha" && [ -d "$home/releases/$sha" ]; then
        say "unpacked"
    fi
    say "current $(current_release)"
    say "running $(running_release)"
    say "replaced $(replaced_release)"
    for release in $(releases); do
        say "release $release"
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
            rm -f -- "$other"
        fi
    done
    if [ ! -f "$part" ]; then
        (umask 077 && : >"$part") 2>/dev/null || fail "$(id -un) cannot write to $directory"
    fi
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
    rm -f -- "$1"
}

# receive DIRECTORY NODE SHA256 PART: checks a whole part, and gives it its name.
receive() {
    sha=$1
    part=$2
    arrived=$(sha256 "$part") || fail "cannot read $part"
    if [ "$arrived" != "$sha" ]; then
        rm -f -- "$part"
        fail "what arrived has the SHA-256 $arrived instead of $sha; it was deleted"
    fi
    sync -- "$part" 2>/dev/null || sync
    rm -f -- "$tarball.sha256"
    must mv -f -- "$part" "$tarball"
    printf '%s  %s\n' "$sha" "$node.tar.gz" >"$tarball.sha256" || fail "cannot write $tarball.sha256"
}

# unpack DIRECTORY NODE SHA256: makes a release of the tarball.
unpack() {
    sha=$1
    release=$home/releases/$sha
    part=$home/releases/.$sha.part
    if [ -e "$home" ] && [ ! -f "$mark" ] && [ -n "$(ls -A "$home" 2>/dev/null)" ]; then
        fail "$home was not made by apim:ship and is left alone; move it away, or set another shipping.directory"
    fi
    must mkdir -p -- "$home/releases"
    [ -f "$mark" ] || remember made "by apim-maven-plugin"
    if [ -d "$release" ]; then
        is_known "$sha" || fail "$release was not made by apim:ship and is left alone; move it away"
        return 0
    fi
    [ "$(sha256 "$tarball")" = "$sha" ] || fail "$tarball is not the tarball that was sent; ship it again"
    must rm -rf -- "$part"
    must mkdir -- "$part"
    if ! said=$(tar -xzpf "$tarball" -C "$part" --strip-components=1 2>&1 </dev/null); then
        left=$(free_kilobytes "$home")
        rm -rf -- "$part"
        [ "$left" -ge 1024 ] || fail "the disk is full: $tarball cannot be unpacked to $home/releases; make room there"
        fail "cannot unpack $tarball: $(printf '%s\n' "$said" | head -n 3)"
    fi
    # The names must not reach the disk before the files.
    sync -f "$part" 2>/dev/null || sync
    remember unpack "$sha"
    must mv -- "$part" "$release"
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
            must mv -- "$target.apim-new" "$target"
        fi
    done
}

# switch DIRECTORY NODE SHA256 install|rollback RELEASES: lets current point at a release, and removes the oldest ones.
switch() {
    sha=$1
    what=$2
    most=$3
    if ! is_known "$sha" || [ ! -d "$home/releases/$sha" ]; then
        fail "there is no release $sha in $home"
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

prune() {
    count=0
    for release in $(releases); do
        count=$((count + 1))
        if [ "$count" -gt "$1" ] && [ "$release" != "$2" ] && ! runs "$release"; then
            rm -rf -- "${home:?}/releases/$release"
            say "removed $release"
        fi
    done
}

# stop DIRECTORY NODE: stops whichever release runs.
stop() {
    release=$(running_release)
    if [ -n "$release" ]; then
        said=$("$home/releases/$release/bin/start-node.sh" stop </dev/null 2>&1) || fail "$said"
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
    # A server keeps what it is given open; the answer must not wait for its end.
    log=$home/.start.log
    "$launcher" start </dev/null >"$log" 2>&1 || fail "$(tail -n 20 "$log")"
    while ! listens "$@"; do
        [ "$seconds" -gt 0 ] || fail "started, but does not listen to all of $* yet; see $home/current/repository/logs"
        runs "$release" || fail "started, but ended before it listened to $*; see $home/current/repository/logs"
        sleep 1
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
    umask 022
    case $command in
        unpack | carry | switch)
            # Two installations of one node must not meet.
            if [ -d "$home" ] && command -v flock >/dev/null; then
                exec 9<"$home"
                flock -n 9 || fail "somebody else is installing into $home just now"
            fi
            ;;
    esac
    case $command in
        look | make | begin | discard | receive | unpack | carry | switch | stop | start) "$command" "$@" ;;
        *) fail "unknown command $command" ;;
    esac
}

main "$@"
