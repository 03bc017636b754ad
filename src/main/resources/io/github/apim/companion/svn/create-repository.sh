#!/bin/sh
# Makes the repository through which the gateway manager hands its APIs to the workers, on the SVN server.
# usage: create-repository.sh [root]        root: the folder of all repositories, /srv/svn unless it is given
#
# Run again, it changes nothing but the password, and that only if SVN_PASSWORD is set. It asks for the password, or
# takes it from SVN_PASSWORD; it never becomes an argument of a process. The files that hold it get mode 0600.
# SVN_OWNER, if set, is the user that svnserve or the web server runs as; it gets the repository.
#
# Built by apim-maven-plugin from the deployment descriptor.

URL=
SCHEME=
REPOSITORY_PATH=
FOLDERS=
SVN_USER=

umask 077

fail() {
    printf '%s\n' "$URL: $*" >&2
    exit 1
}

if [ $# -gt 1 ]; then
    echo "usage: $0 [root]" >&2
    exit 2
fi
case $REPOSITORY_PATH/ in
    */./* | */../*) fail "the URL's path leads out of the folder of all repositories" ;;
esac
root=${1:-/srv/svn}
root=${root%/}
repository=$root$REPOSITORY_PATH
conf=$repository/conf

for program in svnadmin svn; do
    command -v "$program" >/dev/null 2>&1 || fail "$program is not installed (package subversion)"
done
case $SVN_USER in
    *[!A-Za-z0-9._@-]*) fail "the user's name has a character that Subversion's files cannot hold" ;;
esac

# Writes standard input to a file, unless it is in it already; it appears whole.
write_file() {
    cat >"$1.part" || fail "cannot write $1"
    if [ -f "$1" ] && cmp -s "$1.part" "$1"; then
        rm -f "$1.part"
    else
        mv -f "$1.part" "$1" || fail "cannot write $1"
        echo "wrote $1"
    fi
}

ask_password() {
    [ -t 0 ] || fail "the password of $SVN_USER is not known: set SVN_PASSWORD"
    printf 'Password of %s: ' "$SVN_USER" >&2
    trap 'stty echo; exit 1' HUP INT TERM
    stty -echo
    IFS= read -r SVN_PASSWORD
    stty echo
    trap - HUP INT TERM
    echo >&2
}

# Subversion's own list of users, with this one's line in it and all others as they are.
passwords() {
    echo '[users]'
    if [ -f "$conf/passwd" ]; then
        while IFS= read -r line || [ -n "$line" ]; do
            case $line in
                "$SVN_USER ="* | "$SVN_USER="* | '[users]' | '#'* | '') ;;
                *) printf '%s\n' "$line" ;;
            esac
        done <"$conf/passwd"
    fi
    printf '%s = %s\n' "$SVN_USER" "$password"
}

has_user() {
    pattern=^$(printf '%s' "$SVN_USER" | sed 's/\./\\./g')
    case $SCHEME in
        svn) grep -q "$pattern *=" "$conf/passwd" 2>/dev/null ;;
        *) grep -q "$pattern:" "$conf/htpasswd" 2>/dev/null ;;
    esac
}

# Sets password, or leaves it empty if the one that is there stays.
find_password() {
    password=
    if has_user && [ -z "${SVN_PASSWORD:-}" ]; then
        return
    fi
    if [ "$SCHEME" != svn ] && ! command -v htpasswd >/dev/null 2>&1; then
        fail "htpasswd is not installed (package apache2-utils or httpd-tools)"
    fi
    [ -n "${SVN_PASSWORD:-}" ] || ask_password
    password=$SVN_PASSWORD
    unset SVN_PASSWORD
    case $password in
        '') fail "the password is empty" ;;
        ' '* | *' ' | *'
'*) fail "a password that begins or ends with a blank, or has several lines, cannot be in Subversion's files" ;;
    esac
}

write_password() {
    case $SCHEME in
        svn) passwords | write_file "$conf/passwd" ;;
        *)
            [ -f "$conf/htpasswd" ] || : >"$conf/htpasswd"
            if printf '%s' "$password" | htpasswd -iv "$conf/htpasswd" "$SVN_USER" >/dev/null 2>&1; then
                return
            fi
            printf '%s\n' "$password" | htpasswd -iB "$conf/htpasswd" "$SVN_USER" >/dev/null 2>&1 ||
                fail "htpasswd refused the password of $SVN_USER"
            echo "wrote $conf/htpasswd"
            ;;
    esac
}

# Who signs in, and what they may. All gateways have one user, and the manager commits.
authz() {
    if [ -n "$SVN_USER" ]; then
        printf '%s\n' '[/]' "$SVN_USER = rw" '* ='
    else
        printf '%s\n' '[/]' '* = rw'
    fi
}

svnserve_conf() {
    printf '%s\n' '[general]'
    if [ -n "$SVN_USER" ]; then
        printf '%s\n' 'anon-access = none' 'auth-access = write' 'password-db = passwd'
    else
        printf '%s\n' 'anon-access = write'
    fi
    printf '%s\n' 'authz-db = authz' "realm = $URL"
}

# Nothing is made before all is known.
password=
[ -z "$SVN_USER" ] || find_password
if [ -f "$repository/format" ]; then
    echo "there is a repository in $repository"
else
    # A repository appears whole: what a run that was killed has left is nobody's.
    [ ! -e "$repository" ] || [ -z "$(ls -A "$repository")" ] || fail "$repository is there, but it is no repository"
    (umask 022 && mkdir -p "$(dirname "$repository")") || fail "cannot make $(dirname "$repository")"
    rm -rf "$repository.part"
    svnadmin create "$repository.part" || fail "svnadmin could not make $repository"
    [ ! -e "$repository" ] || rmdir "$repository"
    mv "$repository.part" "$repository" || fail "cannot make $repository"
    echo "made $repository"
fi

authz | write_file "$conf/authz"
svnserve_conf | write_file "$conf/svnserve.conf"
[ -z "$password" ] || write_password

# The folders of the tenant that the gateways work in, one for each environment; they add its number to the URL.
encoded=$(printf '%s' "$repository" | sed 's/%/%25/g; s/ /%20/g; s/#/%23/g; s/?/%3F/g')
for folder in $FOLDERS; do
    if svn --non-interactive ls "file://$encoded$folder" >/dev/null 2>&1; then
        echo "there is a folder ${folder#/}"
    else
        svn --non-interactive -q mkdir --parents -m 'The folder of the first tenant' "file://$encoded$folder" ||
            fail "cannot make the folder ${folder#/}"
        echo "made the folder ${folder#/}"
    fi
done

if [ -n "${SVN_OWNER:-}" ]; then
    chown -R "$SVN_OWNER:" "$repository" || fail "cannot give $repository to $SVN_OWNER"
fi
