#!/bin/sh
# Copies the APIs of the gateway manager to the workers, on the manager's machine, as the user that the nodes run as.
# usage: sync-artifacts.sh [--dry-run]        --dry-run: only say what would be copied
#
# What the manager no longer has, the workers lose. A run that finds another one at work ends at once. SSH_OPTIONS, if
# set, are further options of ssh. The exit code is 1 if a worker could not be reached.
# apim-sync.timer runs it with systemd; with cron, this line does:
#   * * * * * /opt/wso2/sync-artifacts.sh
#
# Built by apim-maven-plugin from the deployment descriptor.

NODE=
SOURCE=
WORKERS=
SSH_PORT=
SSH_KEY=
SSH_OPTIONS=${SSH_OPTIONS:-}

say() {
    printf '%s\n' "$NODE: $*"
}

fail() {
    say "$@" >&2
    exit 1
}

case $#:${1:-} in
    0:) dry_run= ;;
    1:--dry-run) dry_run=--dry-run ;;
    *)
        echo "usage: $0 [--dry-run]" >&2
        exit 2
        ;;
esac
for program in rsync flock; do
    command -v "$program" >/dev/null 2>&1 || fail "$program is not installed"
done

apis=repository/deployment/server/synapse-configs
# A home that is not whole must not empty those of the workers.
[ -d "$SOURCE/$apis/default" ] || fail "there are no APIs in $SOURCE/$apis; is the node installed?"

{ mkdir -p "$SOURCE/tmp" && exec 9>"$SOURCE/tmp/sync-artifacts.lock"; } || fail "cannot write to $SOURCE/tmp"
flock -n 9 || exit 0

ssh="ssh -p $SSH_PORT -o BatchMode=yes -o ConnectTimeout=10${SSH_KEY:+ -i $SSH_KEY -o IdentitiesOnly=yes}"
ssh="$ssh${SSH_OPTIONS:+ $SSH_OPTIONS}"

# Times and sizes are compared; a file appears whole, with its own name last.
copy() {
    from=$1
    to=$2
    shift 2
    rsync -rltp --delete --delete-after ${dry_run:+"$dry_run"} --itemize-changes -e "$ssh" "$@" "$from" "$to" </dev/null
}

unreached=0
while IFS=' ' read -r worker home; do
    [ -n "$worker" ] || continue
    if ! copy "$SOURCE/$apis/" "$home/$apis/"; then
        say "$worker has not got all APIs" >&2
        unreached=$((unreached + 1))
    elif [ -d "$SOURCE/repository/tenants" ] && ! copy "$SOURCE/repository/tenants/" "$home/repository/tenants/" \
        --include='/*/' --include='/*/synapse-configs/***' --exclude='*'; then
        say "$worker has not got all APIs of the tenants" >&2
        unreached=$((unreached + 1))
    fi
done <<WORKERS
$WORKERS
WORKERS
[ "$unreached" -eq 0 ]
