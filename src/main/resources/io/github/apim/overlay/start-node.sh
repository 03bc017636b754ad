#!/bin/sh
# Starts, stops and shows the node that this home was built for.
# usage: bin/start-node.sh [start|stop|restart|status|run]     without a word: start
#
# Built by apim-maven-plugin from the deployment descriptor: change jvm: there, not here.
# JAVA_HOME and JAVA_OPTS of the environment count too; JAVA_OPTS comes last and so wins.

NODE=
PROFILE=
NODE_JAVA_HOME=
NODE_JAVA_OPTS=

# How long to wait, in seconds, for the process to appear and to end.
START_TIMEOUT=60
STOP_TIMEOUT=120

script=$0
while [ -h "$script" ]; do
    target=$(readlink "$script")
    case $target in
        /*) script=$target ;;
        *) script=$(dirname "$script")/$target ;;
    esac
done
CARBON_HOME=$(CDPATH='' cd -- "$(dirname -- "$script")/.." && pwd -P) || exit 1
export CARBON_HOME
pid_file=$CARBON_HOME/wso2carbon.pid

# Prints the process id if the server of this home runs. A number that another process got since does not count,
# as far as the system lets us see its working folder or command line.
running_pid() {
    [ -s "$pid_file" ] || return 1
    read -r pid <"$pid_file"
    case $pid in
        '' | *[!0-9]*) return 1 ;;
    esac
    kill -0 "$pid" 2>/dev/null || return 1
    if [ -r "/proc/$pid/cmdline" ]; then
        tr '\0' ' ' <"/proc/$pid/cmdline" | grep -qF -e "$CARBON_HOME" -e wso2server.sh || return 1
    fi
    echo "$pid"
}

prepare() {
    if [ -n "$NODE_JAVA_HOME" ]; then
        JAVA_HOME=$NODE_JAVA_HOME
        export JAVA_HOME
    fi
    if [ -z "${JAVA_HOME:-}" ] || [ ! -x "$JAVA_HOME/bin/java" ]; then
        echo "$NODE: JAVA_HOME must point to a Java 7 installation, but is '${JAVA_HOME:-}'" >&2
        exit 1
    fi
    java_version=$("$JAVA_HOME/bin/java" -version 2>&1 | sed -n 's/.* version "\([^"]*\)".*/\1/p')
    case $java_version in
        1.6.* | 1.7.*) ;;
        *) echo "$NODE: warning: Carbon 4.2.0 is made for Java 6 and 7, but $JAVA_HOME is ${java_version:-unknown}" >&2 ;;
    esac
    JAVA_OPTS="$NODE_JAVA_OPTS ${JAVA_OPTS:-}"
    export JAVA_OPTS
    profile_option=${PROFILE:+-Dprofile=$PROFILE}
}

start() {
    if pid=$(running_pid); then
        echo "$NODE is running already, process $pid"
        return 0
    fi
    prepare
    rm -f "$pid_file"
    mkdir -p "$CARBON_HOME/repository/logs"
    cd "$CARBON_HOME" || exit 1
    nohup sh "$CARBON_HOME/bin/wso2server.sh" ${profile_option:+"$profile_option"} \
        >>"$CARBON_HOME/repository/logs/start-node.log" 2>&1 </dev/null &
    server=$!
    waited=0
    while [ "$waited" -lt "$START_TIMEOUT" ]; do
        if pid=$(running_pid); then
            echo "$NODE started, process $pid; its log is $CARBON_HOME/repository/logs/wso2carbon.log"
            return 0
        fi
        if ! kill -0 "$server" 2>/dev/null; then
            break
        fi
        sleep 1
        waited=$((waited + 1))
    done
    echo "$NODE did not start; see $CARBON_HOME/repository/logs/start-node.log" >&2
    return 1
}

stop() {
    if ! pid=$(running_pid); then
        echo "$NODE is not running"
        rm -f "$pid_file"
        return 0
    fi
    kill -TERM "$pid"
    waited=0
    while kill -0 "$pid" 2>/dev/null; do
        if [ "$waited" -ge "$STOP_TIMEOUT" ]; then
            echo "$NODE: process $pid has not ended within $STOP_TIMEOUT s" >&2
            return 1
        fi
        sleep 1
        waited=$((waited + 1))
    done
    rm -f "$pid_file"
    echo "$NODE stopped"
}

status() {
    if pid=$(running_pid); then
        echo "$NODE is running, process $pid"
        return 0
    fi
    echo "$NODE is not running"
    if [ -e "$pid_file" ]; then
        return 1
    fi
    return 3
}

case ${1:-start} in
    start) start ;;
    stop) stop ;;
    restart) stop && start ;;
    status) status ;;
    run)
        prepare
        cd "$CARBON_HOME" || exit 1
        exec sh "$CARBON_HOME/bin/wso2server.sh" ${profile_option:+"$profile_option"}
        ;;
    *)
        echo "usage: $0 [start|stop|restart|status|run]" >&2
        exit 2
        ;;
esac
