#!/bin/sh
# Starts, stops and shows the node that this home was built for.
# usage: bin/start-node.sh [start|stop|restart|status|run]     without a word: start
#
# start returns as soon as the server's process is there; run stays in the foreground, for systemd and containers.
# Exit codes are those of LSB init scripts; status: 0 running, 1 dead with a pid file left, 3 not running.
#
# Built by apim-maven-plugin from the deployment descriptor: change jvm: there, not here.
# Without jvm.home, JAVA_HOME of the environment counts. Its JAVA_OPTS come behind the node's and so win,
# and its JVM_MEM_OPTS replace the node's heap.

NODE=
PRODUCT=
# The major versions of Java that the product is made for, the newest last.
JAVA_VERSIONS=
# What starts the server, from the home.
START_SCRIPT=
PROFILE=
NODE_JAVA_HOME=
# The sizes of the heap, where the script takes them from a variable of their own.
NODE_HEAP=
NODE_JAVA_OPTS=

# The directory that all gateways share, and whether this node fills it where it is empty.
SHARED_ARTIFACTS=
FILLS_SHARED_ARTIFACTS=

# Where the password of the key store lies that decrypts the node's passwords; empty where they are not encrypted.
# APIM_KEYSTORE_PASSWORD_FD, the number of an open file from 3 to 9, comes before it, then APIM_KEYSTORE_PASSWORD_FILE, then
# systemd's credential <node>.password, then this file followed by a dot and the name of the home's folder, which is the
# release's where several are kept: each opens its own key store, so that going back to an earlier one needs nothing else.
KEYSTORE_PASSWORD_FILE=

# How long to wait, in seconds, for the server's process to appear and to end.
START_TIMEOUT=60
STOP_TIMEOUT=120
# How long a server may take until it has read the password of its key store.
PASSWORD_TIMEOUT=300

link=$0
while [ -h "$link" ]; do
    target=$(ls -ld -- "$link")
    target=${target#*"$link -> "}
    case $target in
        /*) link=$target ;;
        *) link=$(dirname -- "$link")/$target ;;
    esac
done
CARBON_HOME=$(CDPATH='' cd -- "$(dirname -- "$link")/.." && pwd -P) || exit 1
export CARBON_HOME

# The server writes the first file itself. The second is ours: it holds the process of the start script, which starts the
# server anew, under another number, when someone restarts it in the console.
server_file=$CARBON_HOME/wso2carbon.pid
script_file=$CARBON_HOME/repository/logs/start-node.pid
log=$CARBON_HOME/repository/logs/start-node.log
child=

# The server reads this file when it starts, and deletes it.
handed=$CARBON_HOME/password-tmp
password=

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
        *" -Dcarbon.home=$CARBON_HOME "* | *" $CARBON_HOME/$START_SCRIPT "*) return 0 ;;
        *) return 1 ;;
    esac
}

# Prints the number in a pid file if that process is ours.
process_in() {
    number=
    { read -r number <"$1"; } 2>/dev/null
    case $number in
        '' | *[!0-9]*) return 1 ;;
    esac
    is_ours "$number" && echo "$number"
}

# Finds the processes of this home; fails if there is none.
find_processes() {
    server=$(process_in "$server_file")
    script=$(process_in "$script_file")
    [ -n "$server$script" ]
}

forget_processes() {
    rm -f "$server_file" "$script_file"
}

# Asks all processes to end: the script's group, which the server belongs to where the system has setsid, and the server.
terminate() {
    find_processes || return 0
    for process in $server $script; do
        if ! kill -0 "$process" 2>/dev/null && is_ours "$process"; then
            say "process $process belongs to another user" >&2
            return 4
        fi
    done
    if [ -n "$script" ]; then
        kill -s TERM -- "-$script" 2>/dev/null || kill -s TERM "$script" 2>/dev/null
    fi
    if [ -n "$server" ]; then
        kill -s TERM "$server" 2>/dev/null
    fi
    return 0
}

# Ends with a message if this home was unpacked from a layer, and that is not finished.
require_whole() {
    if [ -e "$CARBON_HOME/.apim/dropped" ]; then
        say "$CARBON_HOME is not whole yet: after the base and this node's tarball have been unpacked, delete what the" \
            "node drops of the base: cd $CARBON_HOME && xargs -0 rm -rf <.apim/dropped" >&2
        exit 1
    fi
}

# Finds Java, or ends with a message before anything is touched.
require_java() {
    JAVA_HOME=${NODE_JAVA_HOME:-${JAVA_HOME:-}}
    export JAVA_HOME
    if [ -z "$JAVA_HOME" ] || [ ! -x "$JAVA_HOME/bin/java" ]; then
        say "JAVA_HOME must point to a Java ${JAVA_VERSIONS##* } installation, but is '$JAVA_HOME'" >&2
        exit 1
    fi
    java_version=$("$JAVA_HOME/bin/java" -version 2>&1 | sed -n 's/.* version "\([^"]*\)".*/\1/p')
    java_major=${java_version#1.}
    case " $JAVA_VERSIONS " in
        *" ${java_major%%[!0-9]*} "*) ;;
        *)
            java_list=$(echo "$JAVA_VERSIONS" | sed 's/ /, /g; s/, \([^,]*\)$/ and \1/')
            say "warning: $PRODUCT is made for Java $java_list, but $JAVA_HOME is ${java_version:-unknown}" >&2
            ;;
    esac
}

# Ends with a message unless a file is there for its owner alone, outside this home.
require_private() {
    case $1 in
        "$CARBON_HOME"/*)
            say "$1 is in the home itself, where whoever has the home has the password, too; keep it elsewhere" >&2
            exit 6
            ;;
    esac
    if [ ! -r "$1" ]; then
        say "the password of the key store is not there, or may not be read here: $1." \
            "Put it there, as one line, with mode 0600, or name another file in APIM_KEYSTORE_PASSWORD_FILE, or let" \
            "systemd bring it: LoadCredential=$NODE.password:<file>. The server is not started: it would wait for" \
            "somebody to type the password" >&2
        exit 6
    fi
    case $(ls -lLd -- "$1") in
        -r[w-][x-]------[.\ ]*) ;;
        *)
            say "others than its owner may read or change $1, which holds the password of the key store:" \
                "chmod 600 $1" >&2
            exit 6
            ;;
    esac
}

# Finds the password of the key store, or ends with a message before anything is touched. It stays in this shell: no
# command gets it as an argument, and it is not in the environment.
read_password() {
    { set +x; } 2>/dev/null
    if [ -z "$KEYSTORE_PASSWORD_FILE" ] || [ -n "$password" ]; then
        return 0
    fi
    credential=${CREDENTIALS_DIRECTORY:+$CREDENTIALS_DIRECTORY/$NODE.password}
    if [ -n "${APIM_KEYSTORE_PASSWORD_FD:-}" ]; then
        source="file descriptor $APIM_KEYSTORE_PASSWORD_FD"
        case $APIM_KEYSTORE_PASSWORD_FD in
            [3-9]) ;;
            *)
                say "APIM_KEYSTORE_PASSWORD_FD must be the number of an open file from 3 to 9" >&2
                exit 6
                ;;
        esac
        if ! { true <&"$APIM_KEYSTORE_PASSWORD_FD"; } 2>/dev/null; then
            say "APIM_KEYSTORE_PASSWORD_FD is $APIM_KEYSTORE_PASSWORD_FD, which is no open file" >&2
            exit 6
        fi
        IFS= read -r password <&"$APIM_KEYSTORE_PASSWORD_FD"
        eval "exec $APIM_KEYSTORE_PASSWORD_FD<&-"
    else
        if [ -z "${APIM_KEYSTORE_PASSWORD_FILE:-}" ] && [ -n "$credential" ] && [ -r "$credential" ]; then
            source=$credential
        else
            source=$KEYSTORE_PASSWORD_FILE.${CARBON_HOME##*/}
            [ -e "$source" ] || source=$KEYSTORE_PASSWORD_FILE
            source=${APIM_KEYSTORE_PASSWORD_FILE:-$source}
            require_private "$source"
        fi
        IFS= read -r password <"$source"
    fi
    if [ -z "$password" ]; then
        say "$source holds no password of the key store: its first line is empty" >&2
        exit 6
    fi
}

# Writes the password where the server looks for it.
hand_over_password() {
    [ -n "$password" ] || return 0
    rm -f "$handed"
    (umask 077 && printf '%s\n' "$password" >"$handed") || exit 1
    password=
}

# Takes the password back where the server has not done it: because it has ended, or does not come so far.
take_back_password() {
    [ -n "$KEYSTORE_PASSWORD_FILE" ] || return 0
    trap '' HUP
    waited=0
    while [ -e "$handed" ] && kill -0 "$1" 2>/dev/null && [ "$waited" -lt "$PASSWORD_TIMEOUT" ]; do
        sleep 1
        waited=$((waited + 1))
    done
    rm -f "$handed"
}

# Puts a link into the shared directory in the place of this home's own APIs, which are kept beside it.
share_artifacts() {
    [ -n "$SHARED_ARTIFACTS" ] || return 0
    own=$CARBON_HOME/repository/deployment/server/synapse-configs
    shared=$SHARED_ARTIFACTS/synapse-configs
    if [ ! -d "$SHARED_ARTIFACTS" ]; then
        say "the shared directory $SHARED_ARTIFACTS is not there; is it mounted?" >&2
        exit 1
    fi
    if [ ! -d "$shared" ]; then
        fill_shared_artifacts
    fi
    if [ -h "$own" ]; then
        rm -f "$own"
    elif [ -e "$own" ]; then
        rm -rf "$own.own"
        mv "$own" "$own.own" || exit 1
    fi
    ln -s "$shared" "$own" || exit 1
}

# It appears whole: another manager may look for it at the same time.
fill_shared_artifacts() {
    if [ -z "$FILLS_SHARED_ARTIFACTS" ]; then
        say "$shared is not there yet; the gateway manager makes it when it starts" >&2
        exit 1
    fi
    source=$own
    [ ! -h "$own" ] || source=$own.own
    part=$SHARED_ARTIFACTS/.$NODE.part
    rm -rf "$part"
    if ! cp -R "$source" "$part" || ! mv "$part" "$shared"; then
        say "cannot fill $shared" >&2
        exit 1
    fi
    # Where another one was faster, the folder has got into its.
    rm -rf "$shared/.$NODE.part"
}

# Becomes the product's script, as the leader of a session and process group of its own where the system has setsid.
become_server() {
    trap '' HUP
    cd "$CARBON_HOME" || exit 1
    JAVA_OPTS=$NODE_JAVA_OPTS${JAVA_OPTS:+ $JAVA_OPTS}
    export JAVA_OPTS
    if [ -n "${JVM_MEM_OPTS:-$NODE_HEAP}" ]; then
        JVM_MEM_OPTS=${JVM_MEM_OPTS:-$NODE_HEAP}
        export JVM_MEM_OPTS
    fi
    set --
    if command -v setsid >/dev/null 2>&1; then
        set -- setsid
    fi
    exec "$@" sh "$CARBON_HOME/$START_SCRIPT" ${PROFILE:+"-Dprofile=$PROFILE"}
}

start() {
    if find_processes; then
        say "is running already, process ${server:-$script}"
        return 0
    fi
    require_whole
    require_java
    read_password
    share_artifacts
    forget_processes
    mkdir -p "$CARBON_HOME/repository/logs"
    hand_over_password
    become_server >>"$log" 2>&1 </dev/null &
    child=$!
    echo "$child" >"$script_file"
    take_back_password "$child" >/dev/null 2>&1 </dev/null &
    waited=0
    while find_processes && [ -z "$server" ] && [ "$waited" -lt "$START_TIMEOUT" ]; do
        sleep 1
        waited=$((waited + 1))
    done
    if find_processes; then
        say "started, process ${server:-$script}; its log is $CARBON_HOME/repository/logs/wso2carbon.log"
        return 0
    fi
    say "did not start; the end of $log:" >&2
    tail -n 5 "$log" >&2
    return 1
}

stop() {
    if ! find_processes; then
        say "is not running"
        forget_processes
        return 0
    fi
    terminate || return
    waited=0
    while find_processes; do
        if [ "$waited" -ge "$STOP_TIMEOUT" ]; then
            say "process ${server:-$script} has not ended within $STOP_TIMEOUT s" >&2
            return 1
        fi
        sleep 1
        waited=$((waited + 1))
    done
    forget_processes
    say "stopped"
}

status() {
    if find_processes; then
        say "is running, process ${server:-$script}"
        return 0
    fi
    if [ -e "$server_file" ] || [ -e "$script_file" ]; then
        say "is not running, but was not stopped"
        return 1
    fi
    say "is not running"
    return 3
}

# Stays until the server has ended, also if it is a signal to this script that ends it.
run() {
    if find_processes; then
        say "is running already, process ${server:-$script}" >&2
        return 1
    fi
    require_whole
    require_java
    read_password
    share_artifacts
    forget_processes
    mkdir -p "$CARBON_HOME/repository/logs"
    hand_over_password
    become_server <&0 &
    child=$!
    echo "$child" >"$script_file"
    take_back_password "$child" >/dev/null 2>&1 </dev/null &
    trap terminate HUP INT TERM
    wait "$child"
    code=$?
    while find_processes; do
        sleep 1
    done
    forget_processes
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
        read_password
        stop && start
        ;;
    status) status ;;
    run) run ;;
    *)
        echo "usage: $0 [start|stop|restart|status|run]" >&2
        exit 2
        ;;
esac
