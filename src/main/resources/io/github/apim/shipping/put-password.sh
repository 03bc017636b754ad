#!/bin/sh
# Writes the line that it reads to the file $1, for its owner alone. Says "written", or "same" where it was there already.
umask 077
LC_ALL=C
export LC_ALL
file=$1
folder=$(dirname -- "$file")
part=$folder/.${file##*/}.$$.part

fail() {
    printf '%s\n' "$*" >&2
    exit 1
}

# Whether a file or folder is this user's or root's, and nobody else may do what the modes say.
is_guarded() {
    guarded=$1
    shift
    [ -n "$(find -H "$guarded" -prune \( -user "$(id -u)" -o -user 0 \) "$@" 2>/dev/null)" ]
}

IFS= read -r new || [ -n "$new" ] || fail "no password has arrived for $file"
if [ -f "$file" ] && [ ! -h "$file" ] && is_guarded "$file" ! -perm -040 ! -perm -020 ! -perm -004 ! -perm -002 &&
    { IFS= read -r old <"$file"; } 2>/dev/null && [ "$old" = "$new" ]; then
    echo same
    exit 0
fi
[ -d "$folder" ] || mkdir -p -- "$folder" 2>/dev/null
if [ ! -d "$folder" ] || [ ! -w "$folder" ]; then
    fail "$(id -un) cannot write to $folder, where the password of the key store belongs; make it there and give it to" \
        "that user: sudo install -d -m 700 -o $(id -un) $folder"
fi
is_guarded "$folder" ! -perm -020 ! -perm -002 ||
    fail "$folder is left alone: others could put another password there; it must belong to $(id -un) or root, and" \
        "nobody else may write to it: sudo chown $(id -un) $folder; sudo chmod go-w $folder"
[ ! -d "$file" ] || fail "$file is a folder; move it away"
(set -C && printf '%s\n' "$new" >"$part") 2>/dev/null || fail "cannot write $file"
mv -f -- "$part" "$file" || {
    rm -f -- "$part"
    fail "cannot write $file"
}
echo written
