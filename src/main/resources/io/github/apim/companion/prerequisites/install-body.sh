KERNEL_FILE=/etc/sysctl.d/90-apim.conf

dry_run=
stopped=
case $#:${1-} in
    0:) ;;
    1:--dry-run) dry_run=yes ;;
    *)
        echo "usage: $0 [--dry-run]" >&2
        exit 2
        ;;
esac

say() {
    printf '%s\n' "$MACHINE: $*"
}

# A dry run goes on, to show the rest, and fails in the end.
stop() {
    printf '%s\n' "$MACHINE: $*" >&2
    [ -n "$dry_run" ] || exit 1
    stopped=yes
}

run() {
    if [ -n "$dry_run" ]; then
        say "would run: $*"
    else
        say "$*"
        "$@" || {
            say "failed: $*" >&2
            exit 1
        }
    fi
}

# Writes what the function prints to the file, unless it is in it already.
write_file() {
    content=$("$2")
    if [ -f "$1" ] && [ "$(cat "$1")" = "$content" ]; then
        say "$1 is as it should be"
        return 1
    fi
    if [ -n "$dry_run" ]; then
        say "would write $1:"
        printf '%s\n' "$content" | sed 's/^/    /'
        return 0
    fi
    say "writing $1"
    (umask 022 && mkdir -p "$(dirname "$1")" && printf '%s\n' "$content" >"$1.part" && mv "$1.part" "$1") || {
        say "cannot write $1" >&2
        exit 1
    }
}

kernel_file() {
    printf '%s\n' "# Built by apim-maven-plugin for the nodes of $MACHINE"
    kernel_settings
}

# Whether the distribution has the package; looks only.
has_package() {
    case $family in
        debian) apt-cache show "$1" >/dev/null 2>&1 ;;
        rhel) "$installer" -q info "$1" >/dev/null 2>&1 ;;
    esac
}

install_package() {
    case $family in
        debian) run env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "$1" ;;
        rhel) run "$installer" -q -y install "$1" ;;
    esac
}

find_family() {
    family=
    installer=
    for id in $(sed -n 's/^ID\(_LIKE\)\{0,1\}=//p' /etc/os-release 2>/dev/null | tr -d '"'); do
        case $id in
            debian | ubuntu) family=debian installer=apt-get ;;
            rhel | centos | fedora | rocky | almalinux | ol | amzn)
                family=rhel installer=yum
                command -v dnf >/dev/null 2>&1 && installer=dnf
                ;;
        esac
        [ -z "$family" ] || return 0
    done
    echo "$MACHINE: this is neither Debian or Ubuntu nor of the family of RHEL; check.sh tells what is missing" >&2
    exit 1
}

java_packages() {
    case $family:$versions in
        debian:any) echo default-jdk-headless ;;
        debian:*) echo openjdk-7-jdk openjdk-6-jdk ;;
        rhel:any) echo java-17-openjdk-devel java-11-openjdk-devel java-1.8.0-openjdk-devel ;;
        rhel:*) echo java-1.7.0-openjdk-devel java-1.6.0-openjdk-devel ;;
    esac
}

# Installs the first package of a fitting Java that there is.
install_java_package() {
    for package in $(java_packages); do
        if has_package "$package"; then
            install_package "$package"
            return 0
        fi
    done
    return 1
}

require_java() {
    read_node "$1"
    if ! find_java && [ -n "$home" ]; then
        stop "$node runs on $wanted, but $java_problem; unpack a JDK there, or mend jvm.home in the descriptor"
    elif [ -z "$java_home" ] && ! install_java_package; then
        stop "$node runs on $wanted; $java_problem, and this distribution has no package of it. Unpack a JDK below /opt" \
            "or /usr/java, name its folder as jvm.home in the descriptor, and run this again"
    elif [ -n "$java_home" ] || find_java; then
        say "$node: $wanted is in $java_home"
        [ -n "$home" ] || [ "$java_home" = "${JAVA_HOME:-}" ] ||
            say "$node: start it with JAVA_HOME=$java_home, or name that as jvm.home in the descriptor"
    fi
}

install_time_service() {
    if keeps_time; then
        say "a time service runs"
        return
    fi
    command -v chronyd >/dev/null 2>&1 || install_package chrony
    case $family in
        debian) run systemctl enable --now chrony ;;
        rhel) run systemctl enable --now chronyd ;;
    esac
}

find_family
if [ -z "$dry_run" ] && [ "$(id -u)" != 0 ]; then
    echo "$MACHINE: only root can do this; --dry-run shows what it would do" >&2
    exit 1
fi

[ "$family" != debian ] || run apt-get update -q
# Java comes first: without it nothing else is of use.
for each in $JAVA_OF_NODES; do
    require_java "$each"
done
if [ -n "$SUBVERSION" ]; then
    if command -v svn >/dev/null 2>&1; then
        say "subversion is installed"
    else
        install_package subversion
    fi
fi

if id "$RUN_AS" >/dev/null 2>&1; then
    say "there is a user $RUN_AS"
else
    run useradd --system --user-group --no-create-home --home-dir "$DIRECTORY" --shell /bin/sh "$RUN_AS"
fi
if [ -d "$DIRECTORY" ]; then
    say "there is a folder $DIRECTORY"
else
    run mkdir -p "$DIRECTORY"
    run chown "$RUN_AS:" "$DIRECTORY"
fi

write_file "$LIMITS_FILE" limits || true
if write_file "$KERNEL_FILE" kernel_file; then
    run sysctl -q -e -p "$KERNEL_FILE"
fi
install_time_service

if [ -n "$stopped" ]; then
    say "a real run would stop, see above" >&2
    exit 1
fi
say "ready"
