#!/bin/sh
# Starts, stops and shows the message broker that this home was built for.
# usage: bin/start-node.sh [start|stop|restart|status|run]     without a word: start
#
# start returns when the broker's process has lived for a moment; run stays in the foreground, for systemd and containers.
# Exit codes are those of LSB init scripts; status: 0 running, 1 dead with a pid file left, 3 not running.
#
# Built by apim-maven-plugin from the deployment descriptor: change jvm: there, not here.
# Without jvm.home, JAVA_HOME of the environment counts. Its JAVA_OPTS come behind the node's and so win.

NODE=
NODE_JAVA_HOME=
NODE_JAVA_OPTS=

# How long to wait, in seconds, before a process counts as started, and for it to end.
START_TIME=3
STOP_TIMEOUT=120

link=$0
while [ -h "$link" ]; do
    target=$(ls -ld -- "$link")
    target=${target#*"$link -> "}
    case $target in
        /*) link=$target ;;
        *) link=$(dirname -- "$link")/$target ;;
    esac
done
home=$(CDPATH='' cd -- "$(dirname -- "$link")/.." && pwd -P) || exit 1

pid_file=$home/data/start-node.pid
log=$home/data/start-node.log
child=
asked=

say() {
    printf '%s\n' "$NODE: $*"
}

# The arguments of a process, as far as the system shows them.
command_line() {
    if [ -r /proc/self/cmdline ]; then
        tr '\0' ' ' <"/proc/$1/cmdline"
    else
        ps -p "$1" -o args=
    fi 2>/dev/null
}

# Whether a process lives and is one of this home: another may have got its number since.
is_ours() {
    if [ "$1" = "$child" ]; then
        kill -0 "$1" 2>/dev/null
        return
    fi
    case " $(command_line "$1") " in
        *" $home/bin/activemq console "*) return 0 ;;
        *"-Dactivemq.home=$home "*" start "* | *"-Dactivemq.home=\"$home\" "*" start "*) return 0 ;;
        *) return 1 ;;
    esac
}

# Processes that may be the broker. The shell itself reads their arguments, one behind the other: what is searched for must
# not be an argument of a process, and not every grep looks beyond the first NUL.
candidates() {
    if [ -r /proc/self/cmdline ]; then
        for each in /proc/[0-9]*; do
            arguments=
            { IFS='' read -r arguments <"$each/cmdline"; } 2>/dev/null
            case $arguments in
                *"-Dactivemq.home=$home"* | *"-Dactivemq.home=\"$home"*) printf '%s\n' "${each#/proc/}" ;;
            esac
        done
    else
        ps -A -o pid=
    fi
}

# Finds the broker's process; fails if there is none. The one in our file leads a session of its own where the system has
# setsid. It may be a shell that waits for Java, and end before Java does.
find_broker() {
    broker=
    { read -r broker <"$pid_file"; } 2>/dev/null
    case $broker in
        '' | *[!0-9]*) ;;
        *) is_ours "$broker" && return ;;
    esac
    for broker in $(candidates); do
        is_ours "$broker" && return
    done
    broker=
    return 1
}

# Asks the broker to end, in order: it closes its store and then its connections. Each process is asked once: without
# setsid there is no group, and Java is found when the shell before it has ended.
terminate() {
    find_broker || return 0
    [ "$broker" != "$asked" ] || return 0
    asked=$broker
    if ! kill -0 "$broker" 2>/dev/null && is_ours "$broker"; then
        say "process $broker belongs to another user" >&2
        return 4
    fi
    kill -s TERM -- "-$broker" 2>/dev/null || kill -s TERM "$broker" 2>/dev/null
    return 0
}

# Ends with a message if this home was unpacked from a layer, and that is not finished.
require_whole() {
    if [ -e "$home/.apim/dropped" ]; then
        say "$home is not whole yet: after the base and this node's tarball have been unpacked, delete what the" \
            "node drops of the base: cd $home && xargs -0 rm -rf <.apim/dropped" >&2
        exit 1
    fi
}

# Finds Java, or ends with a message before anything is touched.
require_java() {
    JAVA_HOME=${NODE_JAVA_HOME:-${JAVA_HOME:-}}
    export JAVA_HOME
    if [ -z "$JAVA_HOME" ] || [ ! -x "$JAVA_HOME/bin/java" ]; then
        say "JAVA_HOME must point to a Java installation, but is '$JAVA_HOME'" >&2
        exit 1
    fi
}

# Becomes ActiveMQ's own script, which becomes the broker. Nothing of another ActiveMQ on the machine may get in.
become_broker() {
    trap '' HUP
    cd "$home" || exit 1
    ACTIVEMQ_HOME=$home
    ACTIVEMQ_BASE=$home
    ACTIVEMQ_CONF=$home/conf
    ACTIVEMQ_DATA=$home/data
    ACTIVEMQ_TMP=$home/tmp
    ACTIVEMQ_PIDFILE=$home/data/activemq.pid
    ACTIVEMQ_OPTS_MEMORY=$NODE_JAVA_OPTS${JAVA_OPTS:+ $JAVA_OPTS}
    export ACTIVEMQ_HOME ACTIVEMQ_BASE ACTIVEMQ_CONF ACTIVEMQ_DATA ACTIVEMQ_TMP ACTIVEMQ_PIDFILE ACTIVEMQ_OPTS_MEMORY
    unset ACTIVEMQ_OPTS ACTIVEMQ_CONFIG_DIR ACTIVEMQ_DATA_DIR ACTIVEMQ_USER
    mkdir -p "$ACTIVEMQ_TMP"
    set --
    if command -v setsid >/dev/null 2>&1; then
        set -- setsid
    fi
    exec "$@" sh "$home/bin/activemq" console
}

forget_broker() {
    rm -f "$pid_file" "$home/data/activemq.pid"
}

start() {
    if find_broker; then
        say "is running already, process $broker"
        return 0
    fi
    require_whole
    require_java
    forget_broker
    mkdir -p "$home/data"
    become_broker >>"$log" 2>&1 </dev/null &
    child=$!
    echo "$child" >"$pid_file"
    waited=0
    while find_broker && [ "$waited" -lt "$START_TIME" ]; do
        sleep 1
        waited=$((waited + 1))
    done
    if find_broker; then
        say "started, process $broker; its log is $home/data/activemq.log"
        return 0
    fi
    say "did not start; the end of $log:" >&2
    tail -n 5 "$log" >&2
    return 1
}

stop() {
    if ! find_broker; then
        say "is not running"
        forget_broker
        return 0
    fi
    waited=0
    while find_broker; do
        terminate || return
        if [ "$waited" -ge "$STOP_TIMEOUT" ]; then
            say "process $broker has not ended within $STOP_TIMEOUT s" >&2
            return 1
        fi
        sleep 1
        waited=$((waited + 1))
    done
    forget_broker
    say "stopped"
}

status() {
    if find_broker; then
        say "is running, process $broker"
        return 0
    fi
    if [ -e "$pid_file" ]; then
        say "is not running, but was not stopped"
        return 1
    fi
    say "is not running"
    return 3
}

# Stays until the broker has ended, also if it is a signal to this script that ends it.
run() {
    if find_broker; then
        say "is running already, process $broker" >&2
        return 1
    fi
    require_whole
    require_java
    forget_broker
    mkdir -p "$home/data"
    become_broker <&0 &
    child=$!
    echo "$child" >"$pid_file"
    ending=
    trap 'ending=yes; terminate' HUP INT TERM
    wait "$child"
    code=$?
    while find_broker; do
        [ -z "$ending" ] || terminate
        sleep 1
    done
    forget_broker
    return "$code"
}

if [ "$#" -gt 1 ]; then
    set -- usage
fi
case ${1-start} in
    start) start ;;
    stop) stop ;;
    restart)
        require_whole
        require_java
        stop && start
        ;;
    status) status ;;
    run) run ;;
    *)
        echo "usage: $0 [start|stop|restart|status|run]" >&2
        exit 2
        ;;
esac
