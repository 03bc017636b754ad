#!/bin/sh
# Tells API Manager where BAM is and switches the statistics on. Once is enough: all nodes share the registry.
# usage: configure-analytics.sh [--dry-run]        needs curl; the node that it talks to must be running
#
# It asks for two users, or takes them from the environment: the administrator of this node, APIM_ADMIN_USER and
# APIM_ADMIN_PASSWORD, and that of BAM, BAM_USER and BAM_PASSWORD. Or from a file that only you can read, named by
# APIM_CREDENTIALS_FILE, with lines such as BAM_USER=admin. Passwords never become arguments of a process.
#
# SERVICES_URL names another node than the one below. Its certificate is checked, against APIM_CA_FILE if that is set;
# only that of localhost is not.
#
# Built by apim-maven-plugin from the deployment descriptor.

NODE=
SERVICES=
RECEIVERS=
RESTART=

usage() {
    echo "usage: $0 [--dry-run]" >&2
    exit 2
}

fail() {
    printf '%s\n' "$NODE: $*" >&2
    exit 1
}

dry_run=
case $#:${1-} in
    0:) ;;
    1:--dry-run) dry_run=yes ;;
    *) usage ;;
esac

# The file's values count where the environment has none.
read_credentials_file() {
    [ -r "$APIM_CREDENTIALS_FILE" ] || fail "cannot read $APIM_CREDENTIALS_FILE"
    while IFS= read -r line || [ -n "$line" ]; do
        value=${line#*=}
        case $line in
            APIM_ADMIN_USER=*) APIM_ADMIN_USER=${APIM_ADMIN_USER:-$value} ;;
            APIM_ADMIN_PASSWORD=*) APIM_ADMIN_PASSWORD=${APIM_ADMIN_PASSWORD:-$value} ;;
            BAM_USER=*) BAM_USER=${BAM_USER:-$value} ;;
            BAM_PASSWORD=*) BAM_PASSWORD=${BAM_PASSWORD:-$value} ;;
            '' | '#'*) ;;
            *) fail "$APIM_CREDENTIALS_FILE has a line that is none of APIM_ADMIN_USER, APIM_ADMIN_PASSWORD, BAM_USER, BAM_PASSWORD" ;;
        esac
    done <"$APIM_CREDENTIALS_FILE"
}

# Asks at the terminal; prints what was typed. Typed passwords are not shown.
ask() {
    [ -t 0 ] || fail "$2 is not known: set $1, or name a file by APIM_CREDENTIALS_FILE"
    printf '%s: ' "$2" >&2
    case $1 in
        *_PASSWORD)
            trap 'stty echo; exit 1' HUP INT TERM
            stty -echo
            IFS= read -r answer
            stty echo
            trap - HUP INT TERM
            echo >&2
            ;;
        *) IFS= read -r answer ;;
    esac
    [ -n "$answer" ] || fail "$2 is empty"
    printf '%s' "$answer"
}

# A text as XML, and as a quoted value of curl's configuration.
xml() {
    printf '%s' "$1" | sed 's/&/\&amp;/g; s/</\&lt;/g; s/>/\&gt;/g'
}
quoted() {
    printf '%s' "$1" | sed 's/\\/\\\\/g; s/"/\\"/g'
}

# The request's body, with that password in it.
envelope() {
    printf '%s' '<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"' \
        ' xmlns:ax="http://org.apache.axis2/xsd" xmlns:conf="http://conf.publisher.data.service.bam.carbon.wso2.org/xsd">' \
        '<soapenv:Body><ax:configureEventing><ax:eventingConfigData>' \
        "<conf:password>$(xml "$1")</conf:password>" \
        '<conf:serviceStatsEnable>true</conf:serviceStatsEnable>' \
        "<conf:url>$(xml "$RECEIVERS")</conf:url>" \
        "<conf:userName>$(xml "$BAM_USER")</conf:userName>" \
        '</ax:eventingConfigData></ax:configureEventing></soapenv:Body></soapenv:Envelope>'
}

# What curl is to do. It comes from printf, which is part of the shell, and goes to curl's standard input.
request() {
    printf 'url = "%s"\n' "$(quoted "$url")"
    printf 'user = "%s"\n' "$(quoted "$APIM_ADMIN_USER:$1")"
    printf 'header = "%s"\n' 'Content-Type: text/xml; charset=UTF-8' 'SOAPAction: urn:configureEventing'
    printf 'data-raw = "%s"\n' "$(quoted "$(envelope "$2")")"
    case $services in
        https://localhost:*) printf '%s\n' 'insecure' 'noproxy = "localhost"' ;;
        *) [ -z "${APIM_CA_FILE:-}" ] || printf 'cacert = "%s"\n' "$(quoted "$APIM_CA_FILE")" ;;
    esac
}

services=${SERVICES_URL:-$SERVICES}
url=${services%/}/ServiceDataPublisherAdmin
[ -z "${APIM_CREDENTIALS_FILE:-}" ] || read_credentials_file

APIM_ADMIN_USER=${APIM_ADMIN_USER:-$(ask APIM_ADMIN_USER 'Administrator of API Manager')} || exit 1
BAM_USER=${BAM_USER:-$(ask BAM_USER 'Administrator of BAM')} || exit 1
if [ -n "$dry_run" ]; then
    echo "POST $url as $APIM_ADMIN_USER:"
    request '***' '***'
    exit 0
fi
command -v curl >/dev/null 2>&1 || fail "curl is not installed"
APIM_ADMIN_PASSWORD=${APIM_ADMIN_PASSWORD:-$(ask APIM_ADMIN_PASSWORD "Password of $APIM_ADMIN_USER")} || exit 1
BAM_PASSWORD=${BAM_PASSWORD:-$(ask BAM_PASSWORD "Password of BAM's $BAM_USER")} || exit 1

# curl itself must not hand them on in its environment.
admin_password=$APIM_ADMIN_PASSWORD
bam_password=$BAM_PASSWORD
unset APIM_ADMIN_PASSWORD BAM_PASSWORD

answer=$(request "$admin_password" "$bam_password" |
    curl --disable --config - --silent --show-error --max-time 60 --write-out '\n%{http_code}') ||
    fail "$url did not answer; is the node running?"
code=$(printf '%s\n' "$answer" | tail -n 1)
case $code in
    2??) ;;
    401 | 403) fail "$url refused the administrator (HTTP $code): check name and password" ;;
    *)
        reason=$(printf '%s' "$answer" | tr '\n' ' ' | sed -n 's/.*<faultstring>\([^<]*\)<.*/\1/p')
        fail "$url said HTTP $code${reason:+: $reason}"
        ;;
esac

echo "$NODE: statistics go to $RECEIVERS from now on."
echo "Every other node reads that only when it starts. Restart, one after the other: $RESTART"
