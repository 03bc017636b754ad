#!/bin/sh
# Starts the node of this image in the foreground, as process 1: bin/start-container.sh
#
# The files with secrets are not in the image. They are expected under flat names in the folder $APIM_SECRETS, by default
# /run/secrets/apim: a secret of Kubernetes, a folder that is mounted, or whatever else puts files there. .apim/secret-files
# lists them. Where one is missing nothing starts, and the exit code is 78 (sysexits.h: EX_CONFIG).
#
# The password of a key store is not copied: the launcher reads it from the mounted file, as an open one, for which
# permissions that a mount cannot give do not matter.
#
# Built by apim-maven-plugin.

home=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P) || exit 1
secrets=${APIM_SECRETS:-/run/secrets/apim}
list=$home/.apim/secret-files

say() {
    printf '%s\n' "start-container: $*" >&2
}

# Reads through links: in a secret of Kubernetes each name leads through ..data to its newest version.
missing=
while read -r mode key path; do
    [ -n "$path" ] || continue
    if [ ! -f "$secrets/$key" ] || [ ! -r "$secrets/$key" ]; then
        missing="$missing $key"
    fi
done <"$list"
if [ -n "$missing" ]; then
    say "these files are missing in $secrets, or cannot be read:$missing"
    say "mount them there, or say in APIM_SECRETS where they are; what belongs into them is written beside the image"
    exit 78
fi

# A file appears whole: a start that is cut off leaves nothing half written behind.
umask 077
password=
while read -r mode key path; do
    [ -n "$path" ] || continue
    if [ "$mode" = open ]; then
        password=$secrets/$key
        continue
    fi
    part=$home/$path.part
    mkdir -p "$(dirname -- "$part")"
    if ! cp "$secrets/$key" "$part" || ! chmod "$mode" "$part" || ! mv -f "$part" "$home/$path"; then
        rm -f "$part"
        say "cannot write $home/$path; may the user of this container write to the home?"
        exit 73
    fi
done <"$list"
umask 022

if [ -n "$password" ]; then
    exec 3<"$password"
    APIM_KEYSTORE_PASSWORD_FD=3
    export APIM_KEYSTORE_PASSWORD_FD
fi
exec sh "$home/bin/start-node.sh" run
