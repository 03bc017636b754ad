
LIMITS_FILE=/etc/security/limits.d/90-apim.conf

limits() {
    printf '%s\n' "# Built by apim-maven-plugin for the nodes of $MACHINE" \
        "$RUN_AS soft nofile 4096" \
        "$RUN_AS hard nofile 65535" \
        "$RUN_AS soft nproc 20000" \
        "$RUN_AS hard nproc 20000"
}

# Recycling of ports in TIME-WAIT is left out: it cuts off clients behind NAT, and newer kernels do not have it.
kernel_settings() {
    printf '%s\n' \
        'net.ipv4.tcp_fin_timeout = 30' \
        'net.ipv4.tcp_tw_reuse = 1' \
        'fs.file-max = 2097152' \
        'net.core.rmem_default = 524288' \
        'net.core.wmem_default = 524288' \
        'net.core.rmem_max = 67108864' \
        'net.core.wmem_max = 67108864' \
        'net.ipv4.tcp_rmem = 4096 87380 16777216' \
        'net.ipv4.tcp_wmem = 4096 65536 16777216' \
        'net.ipv4.ip_local_port_range = 10000 65535' \
        "net.ipv4.ip_local_reserved_ports = $RESERVED_PORTS"
}

# The major version of the Java in that folder: 7 for 1.7.0_80, 17 for 17.0.2.
java_version() {
    "$1/bin/java" -version 2>&1 | sed -n 's/.* version "\(1\.\)\{0,1\}\([0-9]*\).*/\2/p' | sed 1q
}

# Takes an item of JAVA_OF_NODES apart.
read_node() {
    node=${1%%:*}
    versions=${1#*:}
    home=${versions#*:}
    versions=${versions%%:*}
    case $versions in
        any) wanted=Java ;;
        *) wanted="Java $(printf '%s' "$versions" | sed 's/,/ or /g')" ;;
    esac
}

# Sets java_home to a Java that fits the node, in jvm.home if it has one; says in java_problem why there is none.
find_java() {
    java_home=
    if [ -n "$home" ]; then
        set -- "$home"
        java_problem="there is no $home/bin/java"
    else
        set -- "${JAVA_HOME:-}" /usr/lib/jvm/* /usr/java/* /opt/jdk* /opt/java*
        java_problem="there is none in JAVA_HOME, /usr/lib/jvm, /usr/java, /opt/jdk*, /opt/java*"
    fi
    for candidate; do
        if [ -z "$candidate" ] || [ ! -x "$candidate/bin/java" ]; then
            continue
        fi
        version=$(java_version "$candidate")
        case $versions:,$versions, in
            any:* | *",$version,"*)
                java_home=$candidate
                return 0
                ;;
        esac
        [ -z "$home" ] || java_problem="$home is Java ${version:-of an unknown version}"
    done
    return 1
}

# Whether something sets the clock: signatures and tokens of another minute are refused.
keeps_time() {
    [ "$(timedatectl show -p NTPSynchronized --value 2>/dev/null)" = yes ] && return 0
    for service in chronyd ntpd systemd-timesyncd openntpd; do
        if command -v systemctl >/dev/null 2>&1 && systemctl -q is-active "$service" 2>/dev/null; then
            return 0
        fi
    done
    for pid in /proc/[0-9]*; do
        case $(cat "$pid/comm" 2>/dev/null) in
            chronyd | ntpd | systemd-timesyn | openntpd) return 0 ;;
        esac
    done
    return 1
}

